package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Lets an administrator see what telemetry takes, and have days closed now. */
@Stateless
@RolesAllowed(ADMIN)
public class TelemetryStorage {
  @Resource private SessionContext session;
  @Inject private StorageJob job;
  @Inject private StorageNumbers numbers;
  @EJB private AuditLog audit;

  /** The numbers are at most ten seconds old. */
  public StorageStatus status() {
    return Database.answer(() -> numbers.read(job.read()));
  }

  /** Asks for a run; an instance of the cluster begins it within ten seconds. */
  public StorageStatus compact() {
    return Database.answer(
        () -> {
          job.request(session.getCallerPrincipal().getName());
          audit.record(AuditEvent.allowed("start", "telemetry compaction", "all"));
          return numbers.read(job.read());
        });
  }
}
