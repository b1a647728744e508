package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A rule to be tried on stored readings.
 *
 * @param ruleId the stored rule that it is a form of; null for a new one
 * @param from the beginning of the span
 * @param to its end, at most 92 days later; now at the latest
 * @param deviceIds only these of the rule's devices, at most 1,000; empty: all
 * @param profileKey only devices of this profile; null: every one that the rule is for
 * @param site only devices of this site; null: every one
 */
public record DryRunRequest(
    UUID ruleId,
    RuleDefinition rule,
    Instant from,
    Instant to,
    List<String> deviceIds,
    String profileKey,
    String site) {
  public static final Duration MAX_SPAN = Duration.ofDays(92);
  public static final int MAX_DEVICES = 1_000;

  public DryRunRequest {
    deviceIds = deviceIds == null ? List.of() : List.copyOf(deviceIds);
    require(rule != null, "/rule", "is missing");
    require(from != null, "/from", "is missing");
    require(to != null, "/to", "is missing");
    require(from.isBefore(to), "/from", "must be before 'to'");
    require(
        Duration.between(from, to).compareTo(MAX_SPAN) <= 0,
        "/from",
        "must be at most 92 days before 'to'");
    require(deviceIds.size() <= MAX_DEVICES, "/deviceIds", "has more than 1,000 devices");
    String ofRule = rule.profileKey();
    require(
        profileKey == null || ofRule == null || ofRule.equals(profileKey),
        "/profileKey",
        "is not the profile of the rule");
    profileKey = profileKey == null ? ofRule : profileKey;
  }

  /** The same up to another moment. */
  public DryRunRequest until(Instant end) {
    return new DryRunRequest(ruleId, rule, from, end, deviceIds, profileKey, site);
  }

  private static void require(boolean fine, String pointer, String problem) {
    if (!fine) {
      throw new InvalidInputException(pointer, problem);
    }
  }
}
