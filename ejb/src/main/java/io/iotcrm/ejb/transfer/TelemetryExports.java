package io.iotcrm.ejb.transfer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.device.ChosenDevices;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/** Exports that people and programs ask for. The work itself is done by {@link TransferClock}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryExports {
  private static final String NAME = "telemetry-export";

  /** One person cannot keep all others waiting for long. */
  private static final int MAX_OPEN = 20;

  @Inject private ExportTable exports;
  @Inject private StoredFiles files;
  @Inject private TransferLimits limits;
  @Inject private Database database;
  @Inject private DeviceReach reach;
  @EJB private AuditLog audit;
  @Resource private SessionContext caller;

  /** How many devices an export would be about now. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public int count(ExportSpec spec) {
    reach.requireAll(Action.EXPORT);
    return Database.answer(() -> database.call(ChosenDevices.all(spec.devices())::count));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportView start(ExportSpec spec) {
    if (spec.from() == null) {
      throw new InvalidInputException("/from", "is required");
    }
    if (spec.to() == null) {
      throw new InvalidInputException("/to", "is required");
    }
    if (count(spec) == 0) {
      throw new InvalidInputException("/devices", "fits no device");
    }
    String by = caller.getCallerPrincipal().getName();
    if (exports.open(by) >= MAX_OPEN) {
      throw new InvalidInputException("", "is one too many: wait for one of your " + MAX_OPEN);
    }
    UUID id = exports.create(spec, by, null);
    note("start", id, spec.toJson());
    return get(id);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportView get(UUID id) {
    reach.requireAll(Action.EXPORT);
    return exports.find(id).orElseThrow(() -> new RecordNotFoundException(NAME, id));
  }

  /** Newest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<ExportView> list(PageRequest page) {
    reach.requireAll(Action.EXPORT);
    return exports.list(page);
  }

  /**
   * The export whose file is fetched, after the fetching was noted.
   *
   * @throws RecordNotFoundException also while there is no file
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ExportView fetch(UUID id) {
    ExportView view = get(id);
    if (view.state() != TransferState.DONE) {
      throw new RecordNotFoundException("file of " + NAME, id);
    }
    note("download", id, view.rows() + " rows");
    return view;
  }

  /** Writes the file, part by part. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public void copy(UUID id, OutputStream out) throws IOException {
    reach.requireAll(Action.EXPORT);
    UUID file = exports.file(id).orElseThrow(() -> new RecordNotFoundException(NAME, id));
    try (InputStream in = files.open(file)) {
      in.transferTo(out);
    }
  }

  /** Ends an export that is not over, removes one that is: its owner's and an administrator's. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public void remove(UUID id) {
    ExportView view = get(id);
    String by = caller.getCallerPrincipal().getName();
    if (!view.requestedBy().equals(by) && !caller.isCallerInRole(ADMIN)) {
      throw new AccessRefusedException("only who asked for an export may remove it");
    }
    if (exports.cancel(id, limits.expiry())) {
      note("cancel", id, null);
    } else {
      exports.delete(id);
      note("delete", id, null);
    }
  }

  private void note(String action, UUID id, String detail) {
    audit.recordApart(
        caller.getCallerPrincipal().getName(),
        new AuditEvent(action, NAME, id.toString(), AuditEntry.Outcome.ALLOWED, null, detail));
  }
}
