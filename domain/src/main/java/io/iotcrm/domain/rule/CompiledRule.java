package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A rule ready to be asked. Immutable and thread-safe. */
public final class CompiledRule {
  private final UUID id;
  private final RuleDefinition definition;
  private final RuleExpression condition;
  private final RuleExpression clearCondition;
  private final List<RuleAction> actions;
  private final Set<String> placeholders;

  private CompiledRule(
      UUID id,
      RuleDefinition definition,
      RuleExpression condition,
      RuleExpression clearCondition,
      List<RuleAction> actions) {
    this.id = id;
    this.definition = definition;
    this.condition = condition;
    this.clearCondition = clearCondition;
    this.actions = actions;
    this.placeholders = placeholders(actions);
  }

  /**
   * @throws InvalidInputException with everything that is wrong with the definition
   */
  public static CompiledRule compile(UUID id, RuleDefinition definition) {
    List<Violation> violations = new ArrayList<>();
    RuleExpression condition = condition(definition.condition(), "/condition", violations);
    RuleExpression clear = null;
    if (definition.clearCondition() != null && !definition.clearCondition().isBlank()) {
      clear = condition(definition.clearCondition(), "/clearCondition", violations);
    }
    RuleActions.Outcome outcome = RuleActions.parse(definition.actionsJson());
    violations.addAll(outcome.violations());
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new CompiledRule(id, definition, condition, clear, outcome.actions());
  }

  private static RuleExpression condition(
      String source, String pointer, List<Violation> violations) {
    try {
      return RuleExpression.condition(source);
    } catch (RuleExpressionException e) {
      violations.add(new Violation(pointer, e.getMessage()));
      return null;
    }
  }

  private static Set<String> placeholders(List<RuleAction> actions) {
    Set<String> names = new TreeSet<>();
    for (RuleAction action : actions) {
      action.templates().forEach(template -> names.addAll(template.placeholders()));
    }
    return names;
  }

  /**
   * What the rule saw, under the names that placeholders have: the series of the condition, every
   * value that an action's text shows, and {@code weight.N} for action N.
   */
  public Map<String, Object> snapshot(RuleFacts facts) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : condition.seriesKeys()) {
      putIfPresent(values, "latest." + key, facts.latest().get(key));
    }
    for (String name : placeholders) {
      if (name.startsWith("latest.")) {
        putIfPresent(values, name, facts.latest().get(name.substring("latest.".length())));
      } else if (name.startsWith("window.")) {
        int dot = name.lastIndexOf('.');
        if (facts.window().get(name.substring("window.".length(), dot)) instanceof Map<?, ?> map) {
          putIfPresent(values, name, map.get(name.substring(dot + 1)));
        }
      }
    }
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof RuleAction.RecordInteraction interaction) {
        values.put("weight." + i, interaction.weight().number(facts).orElse(0));
      }
    }
    return values;
  }

  private static void putIfPresent(Map<String, Object> values, String name, Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** An alarm is raised unless the rule only watches behaviour. */
  public boolean raisesAlarm() {
    return actions.isEmpty()
        || !actions.stream().allMatch(RuleAction.RecordInteraction.class::isInstance);
  }

  public UUID id() {
    return id;
  }

  public RuleDefinition definition() {
    return definition;
  }

  RuleExpression condition() {
    return condition;
  }

  /** Null: the rule clears when its condition is no longer true. */
  RuleExpression clearCondition() {
    return clearCondition;
  }

  public List<RuleAction> actions() {
    return actions;
  }

  /** The series that the condition looks at. */
  public Set<String> seriesKeys() {
    return condition.seriesKeys();
  }
}
