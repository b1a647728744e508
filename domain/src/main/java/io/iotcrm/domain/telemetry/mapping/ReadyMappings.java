package io.iotcrm.domain.telemetry.mapping;

import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mappings that come with the product, from data files beside this class. */
public final class ReadyMappings {
  private static final List<String> NAMES = List.of("zigbee2mqtt", "tasmota", "theengs");
  private static final Map<String, Ready> ALL = load();

  /**
   * A ready mapping, and a message to try it with.
   *
   * @param json the declaration as the file has it
   * @param topic a topic of such a gateway
   * @param payload what it publishes there
   */
  public record Ready(String name, String json, String topic, String payload) {}

  private ReadyMappings() {}

  public static List<String> names() {
    return NAMES;
  }

  public static List<Ready> all() {
    return List.copyOf(ALL.values());
  }

  /** What the declaration of this name says, or null. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> find(Object name) {
    Ready ready = ALL.get(name);
    if (ready == null) {
      return null;
    }
    try {
      return (Map<String, Object>) JsonTree.parse(ready.json().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedTelemetryException e) {
      throw new IllegalStateException("the mapping " + name + " that is built in is no JSON", e);
    }
  }

  private static Map<String, Ready> load() {
    Map<String, Ready> all = new LinkedHashMap<>();
    for (String name : NAMES) {
      all.put(
          name,
          new Ready(
              name,
              text(name + ".json"),
              text(name + ".topic").strip(),
              text(name + ".sample.json")));
    }
    return all;
  }

  private static String text(String file) {
    try (InputStream in = ReadyMappings.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not beside " + ReadyMappings.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
