package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CsvTable;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceImportReport;
import io.iotcrm.domain.device.DeviceImportReport.Outcome;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Registers and changes devices from a table. Each row is a transaction of its own: what is wrong
 * with one keeps no other out.
 */
@Stateless
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeviceImport {
  /** As many as a request can wait for. */
  static final int MOST = 2_000;

  @EJB private DeviceRegistry devices;
  @EJB private DeviceImportTrial trial;
  @EJB private AuditLog audit;
  @Inject private Meters meters;
  @Resource private SessionContext context;

  /**
   * @param csv with the names of the columns in its first line
   * @param mapping fields of a device by the name of a column; columns that are not in it are taken
   *     for the field of their own name
   * @param dryRun nothing is written; the report says what would be
   */
  public DeviceImportReport run(String csv, Map<String, String> mapping, boolean dryRun) {
    CsvTable table = CsvTable.parse(csv, MOST);
    DeviceColumns columns = DeviceColumns.of(table.columns(), mapping);
    Set<String> seen = new HashSet<>();
    List<DeviceImportReport.Row> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      rows.add(one(row, columns, seen, dryRun));
    }
    DeviceImportReport report = DeviceImportReport.of(columns.columns(), rows);
    if (!dryRun) {
      audit.recordApart(
          context.getCallerPrincipal().getName(),
          new AuditEvent(
              "import",
              "device",
              null,
              AuditEntry.Outcome.ALLOWED,
              null,
              "%d created, %d updated, %d refused"
                  .formatted(report.created(), report.updated(), report.refused())));
    }
    return report;
  }

  private DeviceImportReport.Row one(
      CsvTable.Row row, DeviceColumns columns, Set<String> seen, boolean dryRun) {
    String id = columns.id(row);
    try {
      if (id != null && !seen.add(id)) {
        throw new InvalidInputException("/id", "is there twice: " + id);
      }
      DeviceView present = id == null ? null : present(id);
      DeviceDetails details = columns.details(row, present);
      if (present != null) {
        if (dryRun) {
          trial.update(id, details, present.version());
        } else {
          devices.update(id, details, present.version());
        }
        return new DeviceImportReport.Row(row.line(), Outcome.UPDATE, id, null, null);
      }
      NewDevice made = dryRun ? trial.create(id, details) : devices.create(id, details);
      if (!dryRun) {
        meters.provisioned("import", "ok");
      }
      return new DeviceImportReport.Row(
          row.line(),
          Outcome.CREATE,
          id == null && dryRun ? null : made.device().id(),
          null,
          dryRun ? null : made.secret());
    } catch (InvalidInputException | DuplicateRecordException | StaleVersionException e) {
      if (!dryRun) {
        meters.provisioned("import", "refused");
      }
      return new DeviceImportReport.Row(row.line(), Outcome.ERROR, id, e.getMessage(), null);
    }
  }

  private DeviceView present(String id) {
    try {
      return devices.get(id);
    } catch (RecordNotFoundException e) {
      return null;
    }
  }
}
