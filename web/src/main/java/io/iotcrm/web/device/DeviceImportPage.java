package io.iotcrm.web.device;

import io.iotcrm.domain.device.CsvTable;
import io.iotcrm.domain.device.DeviceImportReport;
import io.iotcrm.ejb.device.DeviceImport;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Devices from a table: first what would become of each row, then it is done. */
@Named
@RequestScoped
public class DeviceImportPage {
  private static final int SHOWN = 200;

  @EJB private DeviceImport imports;
  @Inject private Changes changes;
  private String csv;
  private String mapping;
  private DeviceImportReport report;
  private boolean done;

  public void preview() {
    run(true, "import.previewed");
  }

  public void carryOut() {
    done = run(false, "import.done");
  }

  private boolean run(boolean dryRun, String doneKey) {
    return changes.attempt(() -> report = imports.run(csv, columns(), dryRun), doneKey);
  }

  /** Lines of {@code COLUMN=FIELD}; nothing behind the sign leaves the column out. */
  private Map<String, String> columns() {
    Map<String, String> columns = new HashMap<>();
    if (mapping != null) {
      mapping
          .lines()
          .filter(line -> line.indexOf('=') > 0)
          .forEach(
              line -> {
                int sign = line.lastIndexOf('=');
                columns.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
              });
    }
    return columns;
  }

  public DeviceImportReport getReport() {
    return report;
  }

  /** The rows, those with errors first; the files have all of them. */
  public List<DeviceImportReport.Row> getRows() {
    return report.rows().stream()
        .sorted((a, b) -> b.outcome().compareTo(a.outcome()))
        .limit(SHOWN)
        .toList();
  }

  /** Whether the rows of the report were written, and not only looked at. */
  public boolean isDone() {
    return done;
  }

  /** As CSV: the new devices and their secrets. */
  public String getSecrets() {
    StringBuilder file = new StringBuilder(CsvTable.line(List.of("id", "secret")));
    report.rows().stream()
        .filter(row -> row.secret() != null)
        .forEach(row -> file.append(CsvTable.line(List.of(row.deviceId(), row.secret()))));
    return file.toString();
  }

  /** As CSV: the rows that were refused, and why. */
  public String getErrors() {
    StringBuilder file = new StringBuilder(CsvTable.line(List.of("line", "id", "error")));
    report.rows().stream()
        .filter(row -> row.error() != null)
        .forEach(
            row ->
                file.append(
                    CsvTable.line(
                        List.of(
                            Integer.toString(row.line()),
                            row.deviceId() == null ? "" : row.deviceId(),
                            row.error()))));
    return file.toString();
  }

  public String getCsv() {
    return csv;
  }

  public void setCsv(String csv) {
    this.csv = csv;
  }

  public String getMapping() {
    return mapping;
  }

  public void setMapping(String mapping) {
    this.mapping = mapping;
  }
}
