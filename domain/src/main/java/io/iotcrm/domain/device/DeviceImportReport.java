package io.iotcrm.domain.device;

import java.util.List;

/**
 * What an import of devices did, or would do.
 *
 * @param columns those of the table, and what each was taken for; "" is left out
 */
public record DeviceImportReport(
    List<Column> columns, int created, int updated, int refused, List<Row> rows) {
  public DeviceImportReport {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  public static DeviceImportReport of(List<Column> columns, List<Row> rows) {
    return new DeviceImportReport(
        columns,
        count(rows, Outcome.CREATE),
        count(rows, Outcome.UPDATE),
        count(rows, Outcome.ERROR),
        rows);
  }

  private static int count(List<Row> rows, Outcome outcome) {
    return (int) rows.stream().filter(row -> row.outcome() == outcome).count();
  }

  /** What becomes of a row. */
  public enum Outcome {
    CREATE,
    UPDATE,
    ERROR
  }

  public record Column(String name, String field) {}

  /**
   * @param line where the row is in the text, from 1
   * @param error what is wrong; null for the others
   * @param secret the new device's token, only in the answer that made it
   */
  public record Row(int line, Outcome outcome, String deviceId, String error, String secret) {
    @Override
    public String toString() {
      return line + " " + outcome + " " + deviceId; // never the secret
    }
  }
}
