package io.iotcrm.domain.rule;

/**
 * A rule as people write it.
 *
 * @param profileKey only devices of this profile; null means every device
 * @param condition CEL, true raises
 * @param clearCondition CEL, true clears; null: clears when the condition is no longer true
 * @param timing how long, how often and in which hours the condition has to be true
 * @param actionsJson JSON array of actions, see {@code docs/rules.md}
 * @param runsAtEdge whether edge connectors ask it as well, also while the centre is away
 */
public record RuleDefinition(
    String name,
    String description,
    String profileKey,
    String condition,
    String clearCondition,
    RuleTiming timing,
    Severity severity,
    String actionsJson,
    boolean enabled,
    boolean runsAtEdge) {
  public RuleDefinition {
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a rule's name must have 1 to 200 characters");
    }
    if (condition == null || condition.isBlank() || condition.length() > 2_000) {
      throw new IllegalArgumentException("a rule's condition must have 1 to 2,000 characters");
    }
    if (timing == null) {
      throw new IllegalArgumentException("a rule needs a timing");
    }
    if (severity == null) {
      throw new IllegalArgumentException("a rule needs a severity");
    }
  }

  /** A rule that only the centre asks, and that fires when its condition has held, at any hour. */
  public RuleDefinition(
      String name,
      String description,
      String profileKey,
      String condition,
      String clearCondition,
      int holdSeconds,
      Severity severity,
      String actionsJson,
      boolean enabled) {
    this(
        name,
        description,
        profileKey,
        condition,
        clearCondition,
        RuleTiming.hold(holdSeconds),
        severity,
        actionsJson,
        enabled,
        false);
  }

  public int holdSeconds() {
    return timing.holdSeconds();
  }
}
