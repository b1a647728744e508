package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.domain.telemetry.mapping.PayloadMapping;
import io.iotcrm.domain.telemetry.pipeline.UnitConversion;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import io.iotcrm.edge.status.StageCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From a payload to readings that are believed and may leave the site. Thread-safe. */
final class MessageReader {
  private final DeviceMessageParser parser = new DeviceMessageParser();
  private final ArrivalTimes arrivals = new ArrivalTimes();
  private final EdgeCounters counters;
  private final StageCounters stages;
  private final Rejections rejections;
  private final PrivacyFilter privacy;

  MessageReader(
      EdgeCounters counters, StageCounters stages, Rejections rejections, PrivacyFilter privacy) {
    this.counters = counters;
    this.stages = stages;
    this.rejections = rejections;
    this.privacy = privacy;
  }

  /**
   * @throws MalformedTelemetryException where the message cannot be read; it is counted already
   */
  Intake.Checked read(Plans plans, RegisteredDevice device, byte[] payload, Instant receivedAt)
      throws MalformedTelemetryException {
    ProfilePlan plan = plans.of(device);
    List<Reading> message;
    try {
      message = parse(plan, device.id(), payload, receivedAt);
    } catch (MalformedTelemetryException e) {
      rejections.add(device.id(), "malformed", e.getMessage());
      throw e;
    }
    message = withOwnArrival(device.id(), message, receivedAt);
    counters.received(message.size());
    Intake.Checked checked = check(plan, device.id(), converted(plan, message), receivedAt);
    return new Intake.Checked(privacy.apply(plans, plan, checked.readings()), checked.refusal());
  }

  /** By the profile's mapping, where it has one and the message is an object; SenML stays SenML. */
  private List<Reading> parse(ProfilePlan plan, String id, byte[] payload, Instant receivedAt)
      throws MalformedTelemetryException {
    if (plan.mapping() == null || !isObject(payload)) {
      return parser.parse(id, payload, receivedAt);
    }
    PayloadMapping.Result mapped = plan.mapping().read(id, payload, receivedAt);
    StageCounters.Counts counts = stages.of(plan.profile(), "mapping");
    counts.changed(mapped.readings().size());
    counts.dropped(mapped.ignored().size());
    return mapped.readings();
  }

  private static boolean isObject(byte[] payload) {
    for (byte b : payload) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{';
      }
    }
    return false;
  }

  private List<Reading> converted(ProfilePlan plan, List<Reading> message) {
    if (plan.pipeline().isEmpty()) {
      return message;
    }
    List<Reading> result = null;
    for (int i = 0; i < message.size(); i++) {
      Reading reading = message.get(i);
      UnitConversion convert = plan.pipeline().of(reading.key()).convert();
      if (convert == null) {
        continue;
      }
      boolean fits = reading.unit() == null || reading.unit().equals(convert.from());
      StageCounters.Counts counts = stages.of(plan.profile(), "convert");
      if (fits && reading.value() instanceof Double number) {
        result = result == null ? new ArrayList<>(message) : result;
        result.set(i, converted(reading, number, convert));
        counts.changed(1);
      } else {
        counts.passed(1);
      }
    }
    return result == null ? message : result;
  }

  private static Reading converted(Reading reading, double number, UnitConversion convert) {
    return new Reading(
        reading.deviceId(), reading.key(), reading.at(), convert.convert(number), convert.to());
  }

  private Intake.Checked check(
      ProfilePlan plan, String id, List<Reading> message, Instant receivedAt) {
    StageCounters.Counts counts = stages.of(plan.profile(), "validate");
    ReadingCheck check = plan.check();
    ReadingCheck.Refusal whole = check.refusal(message);
    if (whole != null) {
      rejections.add(id, whole.code(), whole.description());
      counts.dropped(message.size());
      return new Intake.Checked(List.of(), whole);
    }
    ReadingCheck.Refusal first = null;
    List<Reading> believed = new ArrayList<>(message.size());
    for (Reading reading : message) {
      ReadingCheck.Refusal refusal = check.refusal(reading, receivedAt);
      if (refusal == null) {
        believed.add(reading);
      } else {
        first = first == null ? refusal : first;
        rejections.add(
            id, refusal.code(), "series " + reading.key() + ": " + refusal.description());
      }
    }
    counts.passed(believed.size());
    counts.dropped(message.size() - believed.size());
    return new Intake.Checked(believed, first);
  }

  private List<Reading> withOwnArrival(String id, List<Reading> message, Instant receivedAt) {
    Instant arrival = Instant.ofEpochMilli(receivedAt.toEpochMilli());
    if (message.stream().noneMatch(reading -> reading.at().equals(arrival))) {
      return message;
    }
    Instant own = arrivals.of(id, arrival);
    return own.equals(arrival)
        ? message
        : message.stream().map(reading -> moved(reading, arrival, own)).toList();
  }

  private static Reading moved(Reading reading, Instant from, Instant to) {
    return reading.at().equals(from)
        ? new Reading(reading.deviceId(), reading.key(), to, reading.value(), reading.unit())
        : reading;
  }
}
