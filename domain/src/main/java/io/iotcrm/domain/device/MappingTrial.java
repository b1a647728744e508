package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.mapping.MappingSettings;
import io.iotcrm.domain.telemetry.mapping.PayloadMapping;
import io.iotcrm.domain.telemetry.settings.Fault;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mapping makes of a sample message, by the code with which edges read such messages.
 *
 * @param name what the mapping finds as the device's name; null where it finds none
 * @param readings what would be stored
 * @param ignored what would be left out, and why
 */
public record MappingTrial(String name, List<Value> readings, List<Left> ignored)
    implements Serializable {
  private static final String DEVICE = "sample";

  /** A reading of the sample. */
  public record Value(String series, Instant at, Object value, String unit)
      implements Serializable {}

  /** A field of the sample that became no reading. */
  public record Left(String pointer, String reason) implements Serializable {}

  /**
   * @param mapping the section as JSON
   * @param topic where the sample came from; null to leave the name out
   * @throws InvalidInputException with everything that is wrong with the mapping, or with what
   *     keeps the sample from being read
   */
  public static MappingTrial of(String mapping, String topic, String payload, Instant now) {
    List<Fault> faults = new ArrayList<>();
    PayloadMapping compiled;
    try {
      compiled = MappingSettings.read(JsonTree.parse(bytes(mapping)), "/mapping", faults);
    } catch (MalformedTelemetryException e) {
      throw new InvalidInputException("/mapping", "must be a JSON object: " + e.getMessage());
    }
    if (!faults.isEmpty()) {
      throw new InvalidInputException(
          faults.stream().map(fault -> new Violation(fault.pointer(), fault.message())).toList());
    }
    if (topic != null && compiled.hasTopics() && !compiled.reads(topic)) {
      throw new InvalidInputException("/topic", "is none that the mapping reads");
    }
    try {
      byte[] sample = bytes(payload);
      PayloadMapping.Result result = compiled.read(DEVICE, sample, now);
      return new MappingTrial(
          topic == null ? null : compiled.name(topic, sample),
          result.readings().stream().map(MappingTrial::value).toList(),
          result.ignored().stream().map(one -> new Left(one.pointer(), one.reason())).toList());
    } catch (MalformedTelemetryException e) {
      throw new InvalidInputException("/payload", "cannot be read: " + e.getMessage());
    }
  }

  private static Value value(Reading reading) {
    return new Value(reading.key(), reading.at(), reading.value(), reading.unit());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
