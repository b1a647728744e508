package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Presence, for those who may see devices. */
@Stateless
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class PresenceService {
  @Inject private Presence presence;
  @Inject private DeviceReach reach;

  public DevicePresence get(String deviceId) {
    reach.require(Action.READ, deviceId);
    DevicePresence found = of(List.of(deviceId)).get(deviceId);
    if (found == null) {
      throw new RecordNotFoundException("device", deviceId);
    }
    return found;
  }

  /** By device; those that do not exist are missing. */
  public Map<String, DevicePresence> of(Collection<String> deviceIds) {
    try {
      return presence.of(deviceIds);
    } catch (SQLException e) {
      throw new IllegalStateException("presence: " + e.getMessage(), e);
    }
  }
}
