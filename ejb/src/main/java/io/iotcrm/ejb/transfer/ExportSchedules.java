package io.iotcrm.ejb.transfer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.transfer.ExportScheduleView;
import io.iotcrm.domain.transfer.NewExportSchedule;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Exports that run by themselves. Who made a schedule, or an administrator, may change it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportSchedules {
  private static final String NAME = "telemetry-export-schedule";

  @Inject private ScheduleTable schedules;
  @Inject private DeviceReach reach;
  @EJB private AuditLog audit;
  @Resource private SessionContext caller;

  /** By name, at most 500. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<ExportScheduleView> list() {
    reach.requireAll(Action.EXPORT);
    return schedules.all();
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportScheduleView get(UUID id) {
    reach.requireAll(Action.EXPORT);
    return schedules.find(id).orElseThrow(() -> new RecordNotFoundException(NAME, id));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportScheduleView create(NewExportSchedule wanted) {
    reach.requireAll(Action.EXPORT);
    UUID id = Ids.next();
    requireFree(wanted.name(), id);
    schedules.create(id, wanted, caller.getCallerPrincipal().getName());
    note("create", id);
    return get(id);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportScheduleView update(UUID id, NewExportSchedule wanted, long version) {
    requireMine(get(id));
    requireFree(wanted.name(), id);
    if (!schedules.update(id, wanted, version)) {
      throw new StaleVersionException(NAME, id, version, get(id).version());
    }
    note("update", id);
    return get(id);
  }

  /** What it has made stays for a week. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public void delete(UUID id) {
    requireMine(get(id));
    schedules.delete(id);
    note("delete", id);
  }

  private void requireFree(String name, UUID id) {
    if (schedules.isTaken(name, id)) {
      throw new DuplicateRecordException(NAME, name, null);
    }
  }

  private void requireMine(ExportScheduleView view) {
    String by = caller.getCallerPrincipal().getName();
    if (!view.owner().equals(by) && !caller.isCallerInRole(ADMIN)) {
      throw new AccessRefusedException("only who made a schedule may change it");
    }
  }

  private void note(String action, UUID id) {
    audit.recordApart(caller.getCallerPrincipal().getName(), AuditEvent.allowed(action, NAME, id));
  }
}
