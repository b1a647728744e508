package io.iotcrm.edge.pipeline;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each message of a device that has no time of its own a millisecond of its own: a reading is
 * known by its device, series and time, and of two in the same millisecond one would be lost. A
 * burst runs ahead of the clock by a millisecond a message. Thread-safe.
 */
final class ArrivalTimes {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The arrival, or the first millisecond after it that no message of the device has. */
  synchronized Instant of(String deviceId, Instant arrival) {
    long millis = arrival.toEpochMilli();
    return Instant.ofEpochMilli(
        last.merge(deviceId, millis, (before, now) -> Math.max(before + 1, now)));
  }
}
