package io.iotcrm.benchmark.delivery;

import java.util.Comparator;

/** What identifies a reading; {@code at} in epoch milliseconds by the device's clock. */
public record ReadingKey(String deviceId, String key, long at) implements Comparable<ReadingKey> {
  private static final Comparator<ReadingKey> ORDER =
      Comparator.comparingLong(ReadingKey::at)
          .thenComparing(ReadingKey::deviceId)
          .thenComparing(ReadingKey::key);

  @Override
  public int compareTo(ReadingKey other) {
    return ORDER.compare(this, other);
  }

  /** One line of the file of acknowledgements, with the time of the acknowledgement. */
  String line(long acknowledgedAt) {
    return deviceId + "," + key + "," + at + "," + acknowledgedAt;
  }

  static ReadingKey parse(String line) {
    String[] parts = line.split(",");
    if (parts.length < 3) {
      throw new IllegalArgumentException("not a line DEVICE,KEY,MILLIS,MILLIS: " + line);
    }
    return new ReadingKey(parts[0], parts[1], Long.parseLong(parts[2]));
  }
}
