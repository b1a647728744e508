package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.KnownDevice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest value of each series of devices, of the last week. */
@ApplicationScoped
public class LatestReadings {
  private static final Duration BACK = Duration.ofDays(7);

  /** A device's clock may run ahead, but not by more. */
  private static final Duration AHEAD = Duration.ofDays(1);

  @Inject private DeviceDirectory devices;
  @Inject private NewestReadings newest;
  @Inject private KeyDictionary keys;

  /** By device id, each by key; a device without readings is not there. */
  public Map<String, List<SeriesPoint>> of(Collection<String> deviceIds) throws SQLException {
    Map<Integer, String> ids = new HashMap<>();
    for (KnownDevice device : devices.find(deviceIds).values()) {
      ids.put(device.no(), device.id());
    }
    Map<String, List<SeriesPoint>> latest = new HashMap<>();
    if (ids.isEmpty()) {
      return latest;
    }
    Instant now = Instant.now();
    Map<SeriesNo, NewestReadings.Point> points =
        newest.latest(
            List.copyOf(ids.keySet()),
            now.minus(BACK).toEpochMilli(),
            now.plus(AHEAD).toEpochMilli());
    for (Map.Entry<SeriesNo, NewestReadings.Point> one : points.entrySet()) {
      NewestReadings.Point point = one.getValue();
      latest
          .computeIfAbsent(ids.get(one.getKey().deviceNo()), id -> new ArrayList<>())
          .add(
              new SeriesPoint(
                  keys.name(point.keyNo()), Instant.ofEpochMilli(point.at()), point.value()));
    }
    latest.values().forEach(list -> list.sort(Comparator.comparing(SeriesPoint::key)));
    return latest;
  }
}
