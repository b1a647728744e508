package io.iotcrm.domain.telemetry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a rule did at an edge connector. It travels in the batch that holds the reading which caused
 * it, or in a later one; the centre knows it again by rule, device, {@code raisedAt} and kind.
 *
 * @param deviceId as in the batch's readings, so perhaps a pseudonym
 * @param ruleVersion the version of the rule by which it fired
 * @param raised whether the rule began to hold; otherwise it ceased to
 * @param raisedAt when the condition became true, by the device's clock
 * @param at when this happened: {@code raisedAt} plus the hold, or the time of clearing
 * @param values what the rule saw: {@link Double}, {@link Boolean} or {@link String}
 * @param sent places in the rule's list of the COMMAND actions that the edge has carried out
 */
public record EdgeEvent(
    String deviceId,
    UUID ruleId,
    long ruleVersion,
    boolean raised,
    Instant raisedAt,
    Instant at,
    Map<String, Object> values,
    List<Integer> sent) {
  public EdgeEvent {
    if (!Reading.isDeviceId(deviceId)) {
      throw new IllegalArgumentException("an event's device is not an id");
    }
    if (ruleId == null || raisedAt == null || at == null) {
      throw new IllegalArgumentException("an event needs a rule and its times");
    }
    values = Map.copyOf(values);
    sent = List.copyOf(sent);
  }

  /** The same with only those values whose names pass. */
  public EdgeEvent with(Predicate<String> names) {
    if (values.keySet().stream().allMatch(names)) {
      return this;
    }
    Map<String, Object> kept = new HashMap<>(values);
    kept.keySet().removeIf(names.negate());
    return new EdgeEvent(deviceId, ruleId, ruleVersion, raised, raisedAt, at, kept, sent);
  }

  /** The same about a device under another name. */
  public EdgeEvent of(String otherId) {
    return new EdgeEvent(otherId, ruleId, ruleVersion, raised, raisedAt, at, values, sent);
  }
}
