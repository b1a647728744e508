package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** A rule ready to be asked. Immutable and thread-safe. */
public final class CompiledRule {
  private static final String WINDOW = "window.";

  private final UUID id;
  private final RuleDefinition definition;
  private final RuleExpression condition;
  private final RuleExpression clearCondition;
  private final Schedule schedule;
  private final List<RuleAction> actions;
  private final Set<String> placeholders;

  private CompiledRule(
      UUID id,
      RuleDefinition definition,
      RuleExpression condition,
      RuleExpression clearCondition,
      Schedule schedule,
      List<RuleAction> actions) {
    this.id = id;
    this.definition = definition;
    this.condition = condition;
    this.clearCondition = clearCondition;
    this.schedule = schedule;
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
    Schedule schedule = ScheduleReader.read(definition.timing().scheduleJson(), violations);
    RuleActions.Outcome outcome = RuleActions.parse(definition.actionsJson());
    violations.addAll(outcome.violations());
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    CompiledRule rule =
        new CompiledRule(id, definition, condition, clear, schedule, outcome.actions());
    if (definition.runsAtEdge()) {
      EdgeFitness.require(rule);
    }
    return rule;
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
   * What it asks of the registry, e.g. {@code device.site} or {@code device.attributes.floor}; see
   * {@link ExpressionUses#registryFields}.
   */
  public Set<String> registryFields() {
    return inEither(ExpressionUses::registryFields);
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
    for (String key : condition.uses().anomalyKeys()) {
      putIfPresent(values, "anomaly." + key, facts.anomaly().get(key));
    }
    for (String key : condition.uses().previousKeys()) {
      putIfPresent(values, "previous." + key, facts.previous().get(key));
    }
    if (!condition.uses().silenceLimits().isEmpty()) {
      facts.silentSeconds().ifPresent(seconds -> values.put("silentSeconds", seconds));
    }
    for (String name : placeholders) {
      if (name.startsWith("latest.")) {
        putIfPresent(values, name, facts.latest().get(name.substring("latest.".length())));
      } else if (name.startsWith(WINDOW)) {
        int dot = name.lastIndexOf('.');
        if (facts.window().get(name.substring(WINDOW.length(), dot)) instanceof Map<?, ?> map) {
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

  /** Whether the rule may fire at this moment. */
  boolean isScheduled(Instant moment) {
    return schedule == null || schedule.includes(moment);
  }

  /** When a rule that may not fire at this moment may do so again. */
  Optional<Instant> nextSchedule(Instant moment) {
    return schedule == null ? Optional.empty() : schedule.nextStart(moment);
  }

  /** What the rule can be asked for while it is raised, or while it is not. */
  List<SilenceLimit> silenceLimits(boolean raised) {
    return (raised && clearCondition != null ? clearCondition : condition).uses().silenceLimits();
  }

  /** Whether it can fire on a device that sends nothing at all. */
  public boolean firesOnSilence() {
    return !condition.uses().silenceLimits().isEmpty();
  }

  /** Whether it may have to be asked although nothing came. */
  boolean isTimed() {
    return firesOnSilence()
        || definition.holdSeconds() > 0
        || clearCondition != null && !clearCondition.uses().silenceLimits().isEmpty();
  }

  /** The series whose usual values have to be learned for it. */
  Set<String> anomalyKeys() {
    return inEither(ExpressionUses::anomalyKeys);
  }

  /** The series of which it asks for the value before the newest. */
  Set<String> previousKeys() {
    return inEither(ExpressionUses::previousKeys);
  }

  /** The series whose windows it asks for, also to show them in a text. */
  Set<String> windowKeys() {
    Set<String> keys = inEither(ExpressionUses::windowKeys);
    for (String name : placeholders) {
      if (name.startsWith(WINDOW)) {
        keys.add(name.substring(WINDOW.length(), name.lastIndexOf('.')));
      }
    }
    return keys;
  }

  private Set<String> inEither(Function<ExpressionUses, Set<String>> what) {
    Set<String> keys = new TreeSet<>(what.apply(condition.uses()));
    if (clearCondition != null) {
      keys.addAll(what.apply(clearCondition.uses()));
    }
    for (RuleAction action : actions) {
      if (action instanceof RuleAction.RecordInteraction interaction) {
        keys.addAll(what.apply(interaction.weight().uses()));
      }
    }
    return keys;
  }

  public List<RuleAction> actions() {
    return actions;
  }

  /** The series that the condition looks at. */
  public Set<String> seriesKeys() {
    return condition.seriesKeys();
  }
}
