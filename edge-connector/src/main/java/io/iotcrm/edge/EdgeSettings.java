package io.iotcrm.edge;

import io.iotcrm.domain.telemetry.Reading;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/**
 * What the administrator decides, read once at start. Every key is explained in
 * docs/edge-connector.md.
 */
public record EdgeSettings(
    String id,
    String secret,
    Path home,
    String brokerUrl,
    String uplinkUrl,
    List<URI> apiUrls,
    String coapHost,
    int coapPort,
    boolean coapAnywhere,
    int coapMessagesPerMinute,
    Coaps coaps,
    List<String> gatewayTopics,
    String httpHost,
    int httpPort,
    int batchMaxReadings,
    Duration batchMaxAge,
    int receiveMaximum,
    int uplinkWindow,
    long storeMaxBytes,
    Duration storeMaxAge,
    boolean storeDropsOldest,
    Duration ahead,
    Duration age,
    int extraKeys,
    int duplicatesWindow,
    Duration registryPoll) {

  private static final String PREFIX = "iotcrm.edge.";

  /**
   * CoAP over DTLS.
   *
   * @param keystore a PKCS #12 file with the edge's certificate; null where devices use keys only
   */
  public record Coaps(
      boolean enabled, String host, int port, Path keystore, String keystorePassword) {}

  public EdgeSettings {
    if (!Reading.isDeviceId(id)) {
      throw new IllegalArgumentException(
          PREFIX + "id must be 1 to 64 letters, digits, '_' or '-', and is '" + id + "'");
    }
  }

  /**
   * A system property wins over the environment ({@code IOTCRM_EDGE_ID} for {@code
   * iotcrm.edge.id}), which wins over the file.
   *
   * @throws IllegalArgumentException naming the key, the value and what it should be
   */
  public static EdgeSettings read(Properties file, Properties system, Map<String, String> env) {
    Lookup keys =
        new Lookup(
            key -> {
              String value = system.getProperty(key);
              if (value == null) {
                value = env.get(key.toUpperCase(Locale.ROOT).replace('.', '_'));
              }
              return value == null ? file.getProperty(key) : value;
            });
    String broker = keys.text("broker.url", "tcp://127.0.0.1:1883");
    return new EdgeSettings(
        keys.text("id", null),
        keys.text("secret", null),
        Path.of(keys.text("home", null)),
        broker,
        keys.text("uplink.url", broker),
        Arrays.stream(keys.text("api.url", null).split(","))
            .map(String::trim)
            .filter(url -> !url.isEmpty())
            .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url))
            .toList(),
        keys.text("coap.host", "127.0.0.1"),
        (int) keys.number("coap.port", 5683, 0, 65_535),
        keys.choice("coap.plain", "loopback", "anywhere"),
        (int) keys.number("coap.messages.per.minute", 0, 0, 1_000_000_000),
        new Coaps(
            keys.choice("coaps", "off", "on", true),
            keys.text("coaps.host", "127.0.0.1"),
            (int) keys.number("coaps.port", 5684, 0, 65_535),
            keys.has("coaps.keystore") ? Path.of(keys.text("coaps.keystore", null)) : null,
            keys.text("coaps.keystore.password", "none")),
        keys.has("gateway.topics")
            ? Arrays.stream(keys.text("gateway.topics", null).split(","))
                .map(String::trim)
                .filter(topic -> !topic.isEmpty())
                .toList()
            : List.of(),
        keys.text("http.host", "127.0.0.1"),
        (int) keys.number("http.port", 8090, 0, 65_535),
        (int) keys.number("batch.max.readings", 2_000, 1, 5_000),
        keys.duration("batch.max.age", Duration.ofMillis(30)),
        (int) keys.number("receive.maximum", 1_000, 1, 65_535),
        (int) keys.number("uplink.window", 32, 1, 1_000),
        keys.number("store.max.bytes", 256L * 1024 * 1024, 1024 * 1024, Long.MAX_VALUE),
        keys.duration("store.max.age", Duration.ofDays(30)),
        keys.choice("store.full", "refuse", "drop-oldest"),
        keys.duration("check.ahead", Duration.ofMinutes(5)),
        keys.duration("check.age", Duration.ofDays(370)),
        (int) keys.number("check.extra.keys", 32, 0, 200),
        (int) keys.number("duplicates.window", 100_000, 0, 10_000_000),
        keys.duration("registry.poll", Duration.ofSeconds(5)));
  }

  /** Reads one key at a time and says which one is wrong. */
  private record Lookup(Function<String, String> source) {

    String text(String key, String otherwise) {
      String value = source.apply(PREFIX + key);
      if (value == null || value.isBlank()) {
        if (otherwise == null) {
          throw new IllegalArgumentException(PREFIX + key + " is not set");
        }
        return otherwise;
      }
      return value.trim();
    }

    long number(String key, long otherwise, long least, long most) {
      String text = text(key, Long.toString(otherwise));
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(
          PREFIX + key + " must be a number from " + least + " to " + most + ", and is " + text);
    }

    Duration duration(String key, Duration otherwise) {
      String text = text(key, otherwise.toString());
      try {
        Duration duration = Duration.parse(text);
        if (!duration.isNegative()) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        // said below
      }
      throw new IllegalArgumentException(
          PREFIX + key + " must be an ISO 8601 duration such as PT0.02S, and is " + text);
    }

    boolean has(String key) {
      String value = source.apply(PREFIX + key);
      return value != null && !value.isBlank();
    }

    /** Whether the second of two words was chosen; the first is the default. */
    boolean choice(String key, String first, String second) {
      return choice(key, first, second, false);
    }

    /** Whether the second of two words was chosen, or not set and the default. */
    boolean choice(String key, String first, String second, boolean otherwise) {
      String text = text(key, otherwise ? second : first);
      if (!text.equals(first) && !text.equals(second)) {
        throw new IllegalArgumentException(
            PREFIX + key + " must be " + first + " or " + second + ", and is " + text);
      }
      return text.equals(second);
    }
  }
}
