package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.PastTwinView;
import io.iotcrm.domain.device.PastTwinView.OpenAlarm;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.device.PastDeviceTable;
import io.iotcrm.ejb.platform.OutageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Devices as they were, from what is stored. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PastTwins {
  @Inject private DeviceDirectory devices;
  @Inject private NewestReadings newest;
  @Inject private KeyDictionary keys;
  @Inject private PastDeviceTable past;
  @Inject private DeviceReach reach;

  /** For the container. */
  public PastTwins() {}

  /** For use outside a container. */
  PastTwins(
      DeviceDirectory devices,
      NewestReadings newest,
      KeyDictionary keys,
      PastDeviceTable past,
      DeviceReach reach) {
    this.devices = devices;
    this.newest = newest;
    this.keys = keys;
    this.past = past;
    this.reach = reach;
  }

  /**
   * @throws InvalidInputException for a moment that has not come
   * @throws RecordNotFoundException for a device that is not in the registry now
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public PastTwinView twin(String deviceId, Instant at) {
    if (at.isAfter(Instant.now())) {
      throw new InvalidInputException("/at", "must not be in the future");
    }
    reach.require(Action.READ, deviceId);
    try {
      KnownDevice device = devices.require(deviceId);
      List<SeriesPoint> latest = readings(device, at);
      Instant lastSeen =
          latest.stream().map(SeriesPoint::at).max(Comparator.naturalOrder()).orElse(null);
      List<OpenAlarm> alarms = past.alarms(deviceId, at);
      return new PastTwinView(
          deviceId,
          at,
          device.traits().profileKey(),
          lastSeen,
          latest,
          alarms.stream().map(OpenAlarm::ruleId).toList(),
          past.presence(deviceId, at, lastSeen),
          alarms,
          past.registry(deviceId, device.traits().profileKey(), at));
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  private List<SeriesPoint> readings(KnownDevice device, Instant at) throws SQLException {
    List<SeriesPoint> latest = new ArrayList<>();
    for (NewestReadings.Point point : newest.asOf(device.no(), at.toEpochMilli())) {
      String key = keys.name(point.keyNo());
      Object value =
          point.value() instanceof Double number && device.booleanKeys().contains(key)
              ? (Object) (number != 0)
              : point.value();
      latest.add(new SeriesPoint(key, Instant.ofEpochMilli(point.at()), value));
    }
    latest.sort(Comparator.comparing(SeriesPoint::key));
    return latest;
  }
}
