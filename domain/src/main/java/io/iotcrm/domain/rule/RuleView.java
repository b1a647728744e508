package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule as lists and pages show it.
 *
 * @param schedule JSON object, or null
 * @param actions JSON array
 * @param runsAtEdge whether edge connectors ask it as well
 */
public record RuleView(
    UUID id,
    String name,
    String description,
    String profileKey,
    String condition,
    String clearCondition,
    int holdSeconds,
    int repeatCount,
    int repeatSeconds,
    String schedule,
    Severity severity,
    String actions,
    boolean enabled,
    boolean runsAtEdge,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static RuleView of(Rule rule) {
    RuleDefinition definition = rule.getDefinition();
    return new RuleView(
        rule.getId(),
        definition.name(),
        definition.description(),
        definition.profileKey(),
        definition.condition(),
        definition.clearCondition(),
        definition.holdSeconds(),
        definition.timing().repeatCount(),
        definition.timing().repeatSeconds(),
        definition.timing().scheduleJson(),
        definition.severity(),
        definition.actionsJson(),
        definition.enabled(),
        definition.runsAtEdge(),
        rule.getUpdatedAt(),
        rule.getVersion());
  }

  /** What it says, ready to be compiled. */
  public RuleDefinition definition() {
    return new RuleDefinition(
        name,
        description,
        profileKey,
        condition,
        clearCondition,
        new RuleTiming(holdSeconds, repeatCount, repeatSeconds, schedule),
        severity,
        actions,
        enabled,
        runsAtEdge);
  }
}
