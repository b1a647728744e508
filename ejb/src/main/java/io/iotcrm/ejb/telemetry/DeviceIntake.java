package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.DeviceQuota;
import io.iotcrm.domain.device.QuotaUse;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.RefusedReading;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** What is taken of a device, and what is not. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class DeviceIntake {
  private static final int SHOWN = 20;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private DeviceQuotas quotas;
  @Inject private Rejections rejections;
  @Inject private DeviceReach reach;

  /** What its profile allows it, and how much of that is used today. */
  public QuotaUse quota(String deviceId) {
    reach.require(Action.READ, deviceId);
    Device device = ReportingDevice.find(em, deviceId);
    return Database.answer(
        () ->
            new QuotaUse(
                DeviceQuota.of(device.getProfile().getSettings()),
                quotas.readingsToday(device.getNo()),
                quotas.resetsAt()));
  }

  /** Samples of what the centre has refused in the last seven days, the newest first. */
  public List<RefusedReading> refused(String deviceId) {
    reach.require(Action.READ, deviceId);
    ReportingDevice.find(em, deviceId);
    return Database.answer(() -> rejections.of(deviceId, SHOWN));
  }
}
