package io.iotcrm.edge.pipeline;

import java.util.HashMap;
import java.util.Map;

/** What the stages remember of one device. Its monitor guards all of it. */
final class DeviceState {
  /** Beyond it, further series pass unthinned: a device must not fill the memory with names. */
  private static final int MOST_SERIES = 128;

  final String id;
  private final Map<String, SeriesState> series = new HashMap<>(4);

  DeviceState(String id) {
    this.id = id;
  }

  /** The state of a series, or null where the device has too many. */
  SeriesState series(String key) {
    SeriesState known = series.get(key);
    if (known == null && series.size() < MOST_SERIES) {
      known = new SeriesState(this, key);
      series.put(key, known);
    }
    return known;
  }

  /** Lets a message that repeats what is waiting here wait for it, too. */
  void follow(Passage repetition) {
    for (SeriesState state : series.values()) {
      if (state.held != null) {
        for (SeriesState.Held held : state.held) {
          repetition.hold();
          held.repetitions().add(repetition);
        }
      }
    }
  }
}
