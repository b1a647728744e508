package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.hazelcast.core.HazelcastException;
import io.iotcrm.domain.device.TwinView;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.device.TwinMemory;
import io.iotcrm.ejb.platform.OutageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Devices as they are right now: from the grid, or from the database while the grid is cold. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveTwins {
  @Inject private TwinGrid grid;
  @Inject private TwinMemory memory;
  @Inject private DeviceDirectory devices;
  @Inject private DeviceReach reach;

  /** Empty for a device that is not in the registry. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Optional<TwinView> twin(String deviceId) {
    if (reach.among(List.of(deviceId), Action.READ).isEmpty()) {
      return Optional.empty();
    }
    try {
      KnownDevice device = devices.find(List.of(deviceId)).get(deviceId);
      if (device == null) {
        return Optional.empty();
      }
      Optional<Twin> warm = warm(deviceId);
      Twin twin =
          warm.isPresent()
              ? warm.get()
              : memory
                  .recall(List.of(new TwinMemory.Question(device, Instant.now())))
                  .get(deviceId);
      return Optional.of(view(device, twin));
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  private Optional<Twin> warm(String deviceId) {
    try {
      return grid.twin(deviceId);
    } catch (HazelcastException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static TwinView view(KnownDevice device, Twin twin) {
    return new TwinView(
        device.id(),
        device.traits().profileKey(),
        twin.lastSeen().equals(Instant.EPOCH) ? null : twin.lastSeen(),
        twin.latest(device.id()).stream()
            .map(reading -> new SeriesPoint(reading.key(), reading.at(), reading.value()))
            .toList(),
        twin.raisedRules());
  }
}
