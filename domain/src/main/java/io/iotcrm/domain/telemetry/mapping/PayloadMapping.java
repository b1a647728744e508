package io.iotcrm.domain.telemetry.mapping;

import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON objects of a foreign gateway by a declaration: which field is which series, what to
 * leave out, and when it was measured. {@link MappingSettings} makes it from a profile's settings.
 * Immutable and thread-safe.
 */
public final class PayloadMapping {
  private final List<TopicPattern> topics;
  private final PointerPattern name;
  private final PayloadTime time;
  private final List<FieldRule> fields;
  private final List<PointerPattern> ignored;
  private final boolean takesOthers;

  /**
   * A field that became no reading.
   *
   * @param pointer where it is in the payload
   * @param reason why, for people; never repeats the value
   */
  public record Ignored(String pointer, String reason) {}

  /** What a payload holds: at least one reading, unless everything in it was left out. */
  public record Result(List<Reading> readings, List<Ignored> ignored) {}

  PayloadMapping(
      List<TopicPattern> topics,
      PointerPattern name,
      PayloadTime time,
      List<FieldRule> fields,
      List<PointerPattern> ignored,
      boolean takesOthers) {
    this.topics = List.copyOf(topics);
    this.name = name;
    this.time = time;
    this.fields =
        fields.stream()
            .sorted(Comparator.comparingInt((FieldRule rule) -> rule.at().weight()).reversed())
            .toList();
    this.ignored = List.copyOf(ignored);
    this.takesOthers = takesOthers;
  }

  /** Whether it reads topics of its own, and not only what devices send to theirs. */
  public boolean hasTopics() {
    return !topics.isEmpty();
  }

  /** Whether a topic is one of its own. */
  public boolean reads(String topic) {
    return topics.stream().anyMatch(pattern -> pattern.match(topic) != null);
  }

  /**
   * What the gateway calls the device: by the payload where the mapping says so, otherwise by the
   * topic; null where neither says it.
   *
   * @throws MalformedTelemetryException where the payload is needed and is not JSON
   */
  public String name(String topic, byte[] payload) throws MalformedTelemetryException {
    if (name != null) {
      Object value = find(tree(payload), name);
      if (value instanceof String text && !text.isEmpty() && text.length() <= 200) {
        return text;
      }
    }
    for (TopicPattern pattern : topics) {
      String found = pattern.match(topic);
      if (found != null && !found.isEmpty()) {
        return found;
      }
    }
    return null;
  }

  private static Map<?, ?> tree(byte[] payload) throws MalformedTelemetryException {
    if (payload.length > DeviceMessageParser.MAX_BYTES) {
      throw new MalformedTelemetryException(
          payload.length + " bytes, at most " + DeviceMessageParser.MAX_BYTES + " are taken");
    }
    if (JsonTree.parse(payload) instanceof Map<?, ?> object) {
      return object;
    }
    throw new MalformedTelemetryException("a mapped payload must be a JSON object");
  }

  private static Object find(Object tree, PointerPattern pointer) {
    Object[] found = new Object[1];
    walk(
        tree,
        new ArrayList<>(),
        (path, value) -> {
          if (found[0] == null && pointer.match(path) != null) {
            found[0] = value;
          }
        });
    return found[0];
  }

  /** What is done with each value that is neither an object nor an array. */
  private interface Leaf {
    void at(List<String> path, Object value) throws StopException;
  }

  /** Ends a walk. */
  private static final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopException(String message) {
      super(message, null, false, false);
    }
  }

  private static void walk(Object value, List<String> path, Leaf leaf) {
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        path.add((String) entry.getKey());
        walk(entry.getValue(), path, leaf);
        path.remove(path.size() - 1);
      }
    } else if (value instanceof List<?> array) {
      for (int i = 0; i < array.size(); i++) {
        path.add(Integer.toString(i));
        walk(array.get(i), path, leaf);
        path.remove(path.size() - 1);
      }
    } else {
      leaf.at(path, value);
    }
  }

  /**
   * Reads a payload of a device.
   *
   * @param receivedAt the time of a payload that has none
   * @throws MalformedTelemetryException where it is not a JSON object, has a time that is none, or
   *     has more readings than a message may have
   */
  public Result read(String deviceId, byte[] payload, Instant receivedAt)
      throws MalformedTelemetryException {
    Map<?, ?> tree = tree(payload);
    Object said = time == null ? null : find(tree, time.at());
    Instant at = said == null ? Instant.ofEpochMilli(receivedAt.toEpochMilli()) : time.read(said);
    Message message = new Message(deviceId, at);
    try {
      walk(tree, new ArrayList<>(), message::leaf);
    } catch (StopException e) {
      throw new MalformedTelemetryException(e.getMessage(), e);
    }
    return new Result(message.readings, message.left);
  }

  /** One payload while it is read. */
  private final class Message {
    private final String deviceId;
    private final Instant at;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Ignored> left = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    Message(String deviceId, Instant at) {
      this.deviceId = deviceId;
      this.at = at;
    }

    void leaf(List<String> path, Object value) {
      if (time != null && time.at().match(path) != null) {
        leave(path, "is the time");
        return;
      }
      if (name != null && name.match(path) != null) {
        leave(path, "is the device's name");
        return;
      }
      for (FieldRule rule : fields) {
        List<String> found = rule.at().match(path);
        if (found != null) {
          take(path, value, rule, found);
          return;
        }
      }
      if (ignored.stream().anyMatch(pattern -> pattern.match(path) != null)) {
        leave(path, "is ignored by the mapping");
      } else if (takesOthers) {
        take(path, value, null, List.of());
      } else {
        leave(path, "is not in the mapping");
      }
    }

    private void take(List<String> path, Object raw, FieldRule rule, List<String> found) {
      if (raw == null) {
        leave(path, "is null");
        return;
      }
      String series = rule == null ? Names.series(path) : rule.name(found);
      if (taken.contains(series)) {
        leave(path, "is a second value of series " + series);
        return;
      }
      try {
        Object value = rule == null ? raw : rule.value(raw);
        readings.add(new Reading(deviceId, series, at, value, rule == null ? null : rule.unit()));
        taken.add(series);
      } catch (IllegalArgumentException e) {
        leave(path, e.getMessage());
      }
      if (readings.size() > DeviceMessageParser.MAX_READINGS) {
        throw new StopException("more than " + DeviceMessageParser.MAX_READINGS + " values");
      }
    }

    private void leave(List<String> path, String reason) {
      left.add(new Ignored(Names.pointer(path), reason));
    }
  }
}
