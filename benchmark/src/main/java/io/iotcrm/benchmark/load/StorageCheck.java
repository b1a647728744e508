package io.iotcrm.benchmark.load;

import java.util.List;
import java.util.Map;

/**
 * Compares what was acknowledged with what is stored, device by device.
 *
 * @param expected readings in acknowledged messages
 * @param stored readings in the database
 * @param missing acknowledged but not stored
 * @param unconfirmed stored although no acknowledgement came: allowed, the answer was lost
 * @param unexplained stored beyond all that was sent: readings of somebody else, or invented
 */
public record StorageCheck(
    long expected, long stored, long missing, long unconfirmed, long unexplained) {

  public static StorageCheck of(List<Sent> sent, Map<String, Long> stored, int keys) {
    long expected = 0;
    long found = 0;
    long missing = 0;
    long unconfirmed = 0;
    long unexplained = 0;
    for (Sent one : sent) {
      long acknowledged = one.acknowledged() * keys;
      long most = one.sent() * keys;
      long there = stored.getOrDefault(one.deviceId(), 0L);
      expected += acknowledged;
      found += there;
      missing += Math.max(0, acknowledged - there);
      unconfirmed += Math.max(0, Math.min(there, most) - acknowledged);
      unexplained += Math.max(0, there - most);
    }
    return new StorageCheck(expected, found, missing, unconfirmed, unexplained);
  }

  public boolean isComplete() {
    return missing == 0 && unexplained == 0;
  }
}
