package io.iotcrm.domain.rule;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A rule began to hold on a device, or ceased to. It happens once per rule, device and {@code
 * raisedAt}, however often it is reported.
 *
 * @param raisedAt when the condition became true, by the device's clock
 * @param at when this event happened: {@code raisedAt} plus the hold, or the time of clearing
 * @param values what the rule saw, see {@link CompiledRule#snapshot}
 */
public record RuleEvent(
    UUID ruleId, Kind kind, Instant raisedAt, Instant at, Map<String, Object> values) {

  /** What happened. */
  public enum Kind {
    RAISED,
    CLEARED
  }

  /** Whether both report the same happening; values may differ after a repetition. */
  public boolean isSameAs(RuleEvent other) {
    return ruleId.equals(other.ruleId) && kind == other.kind && raisedAt.equals(other.raisedAt);
  }
}
