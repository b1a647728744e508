package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes on the way to the centre. Each device belongs to one; a batch is of one lane. The
 * centre works on one batch of a lane after the other, so that a device's readings stay in order,
 * and on the lanes at once.
 */
public final class Lanes {
  /** Never to be changed while batches of an edge are under way: devices would change lanes. */
  public static final int COUNT = 8;

  private Lanes() {}

  /** The lane of a device, 0 to {@link #COUNT} - 1; the same in every process. */
  public static int of(String deviceId) {
    int hash = deviceId.hashCode() * 0x9E3779B1;
    return (hash >>> 16) % COUNT;
  }

  /**
   * The lane of a batch, which its first device tells.
   *
   * @throws IndexOutOfBoundsException if there is nothing in it
   */
  public static int of(IngestBatch batch) {
    return of(batch.readings(), batch.events());
  }

  private static int of(List<Reading> readings, List<EdgeEvent> events) {
    return of(readings.isEmpty() ? events.get(0).deviceId() : readings.get(0).deviceId());
  }

  /** What goes into one batch. */
  record Load(List<Reading> readings, List<EdgeEvent> events) {
    int lane() {
      return of(readings, events);
    }
  }

  /** Readings and events of each lane in their order; lanes without any are left out. */
  static List<Load> divide(List<Reading> readings, List<EdgeEvent> events) {
    if (events.isEmpty()) {
      return divide(readings).stream().map(lane -> new Load(lane, List.of())).toList();
    }
    List<Load> lanes = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      lanes.add(new Load(new ArrayList<>(), new ArrayList<>()));
    }
    readings.forEach(reading -> lanes.get(of(reading.deviceId())).readings().add(reading));
    events.forEach(event -> lanes.get(of(event.deviceId())).events().add(event));
    lanes.removeIf(load -> load.readings().isEmpty() && load.events().isEmpty());
    return lanes;
  }

  /** The readings of each lane in their order; lanes without any are left out. */
  static List<List<Reading>> divide(List<Reading> readings) {
    List<List<Reading>> lanes = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      lanes.add(new ArrayList<>());
    }
    for (Reading reading : readings) {
      lanes.get(of(reading.deviceId())).add(reading);
    }
    lanes.removeIf(List::isEmpty);
    return lanes;
  }
}
