package io.iotcrm.domain.rule;

/**
 * A rule as people write it.
 *
 * @param profileKey only devices of this profile; null means every device
 * @param condition CEL, true raises
 * @param clearCondition CEL, true clears; null: clears when the condition is no longer true
 * @param holdSeconds the condition has to hold this long before the rule fires, 0..86,400
 * @param actionsJson JSON array of actions, see {@code docs/rules.md}
 */
public record RuleDefinition(
    String name,
    String description,
    String profileKey,
    String condition,
    String clearCondition,
    int holdSeconds,
    Severity severity,
    String actionsJson,
    boolean enabled) {
  public RuleDefinition {
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a rule's name must have 1 to 200 characters");
    }
    if (condition == null || condition.isBlank() || condition.length() > 2_000) {
      throw new IllegalArgumentException("a rule's condition must have 1 to 2,000 characters");
    }
    if (holdSeconds < 0 || holdSeconds > 86_400) {
      throw new IllegalArgumentException("holdSeconds must be 0 to 86,400");
    }
    if (severity == null) {
      throw new IllegalArgumentException("a rule needs a severity");
    }
  }
}
