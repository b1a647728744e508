package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a rule's escalation, the earliest first.
 *
 * @param steps in the order of their minutes
 */
record Escalation(List<RuleAction.Escalate> steps) {

  static Escalation of(CompiledRule rule) {
    return new Escalation(
        rule.actions().stream()
            .filter(RuleAction.Escalate.class::isInstance)
            .map(RuleAction.Escalate.class::cast)
            .sorted(Comparator.comparingInt(RuleAction.Escalate::afterMinutes))
            .toList());
  }

  /** The step after so many. */
  Optional<RuleAction.Escalate> step(int level) {
    return level < steps.size() ? Optional.of(steps.get(level)) : Optional.empty();
  }

  /** When the step after so many is due; null: there is none. */
  Instant dueAt(int level, Instant since) {
    return step(level)
        .map(step -> since.plus(Duration.ofMinutes(step.afterMinutes())))
        .orElse(null);
  }
}
