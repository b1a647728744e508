package io.iotcrm.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Messages of one connection: flat JSON, every one with a time stamp of its own.
 *
 * <p>That of a gateway has such a message for each of the devices behind it.
 *
 * <p>The platform keeps one reading per device, series and millisecond. So the stamps strictly
 * increase, or two messages would count as one. Values stay within what the rules of the demo shop
 * tolerate and differ from message to message. Not thread safe.
 */
public final class MessageSource {
  /** One message; {@code at} in epoch milliseconds identifies it within its device. */
  public record Message(long at, byte[] payload) {}

  private static final List<String> KEYS = List.of("temperature", "humidity", "battery");
  private static final int MAX_KEYS = 100;

  private final SplittableRandom random;
  private final int keys;
  private final List<String> behind;
  private long last;

  /**
   * @param keys the number of readings in a message, 1..100; the first three are those of a DHT22
   */
  public MessageSource(long seed, int keys) {
    this(seed, keys, List.of());
  }

  /**
   * @param behind the devices of a gateway
   */
  MessageSource(long seed, int keys, List<String> behind) {
    if (keys < 1 || keys > MAX_KEYS) {
      throw new IllegalArgumentException("a message has 1 to " + MAX_KEYS + " keys, not " + keys);
    }
    this.random = new SplittableRandom(seed);
    this.keys = keys;
    this.behind = behind;
  }

  /** The name of the n-th series. */
  public static String key(int n) {
    return n < KEYS.size() ? KEYS.get(n) : "k" + n;
  }

  public Message next(long now) {
    last = Math.max(now, last + 1);
    StringBuilder json = new StringBuilder((32 + keys * 20) * Math.max(1, behind.size()));
    if (behind.isEmpty()) {
      values(json);
    } else {
      char before = '{';
      for (String id : behind) {
        values(json.append(before).append('"').append(id).append("\":"));
        before = ',';
      }
      json.append('}');
    }
    return new Message(last, json.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void values(StringBuilder json) {
    json.append("{\"ts\":").append(last);
    for (int n = 0; n < keys; n++) {
      json.append(",\"").append(key(n)).append("\":");
      switch (n) {
        case 0 -> tenths(json, 30 + random.nextInt(20));
        case 1 -> tenths(json, 450 + random.nextInt(150));
        case 2 -> json.append(60 + random.nextInt(40));
        default -> tenths(json, random.nextInt(1_000));
      }
    }
    json.append('}');
  }

  private static void tenths(StringBuilder json, int tenths) {
    json.append(tenths / 10).append('.').append(tenths % 10);
  }
}
