package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a rule can be asked by an edge connector, which knows what devices send and a little of
 * the registry, but nothing of customers.
 */
final class EdgeFitness {
  private static final Set<String> KNOWN = Set.of("device.id", "device.profile", "device.site");

  private EdgeFitness() {}

  /**
   * @throws InvalidInputException naming each field that the edge does not know
   */
  static void require(CompiledRule rule) {
    List<Violation> violations = new ArrayList<>();
    check(rule.condition(), "/condition", violations);
    if (rule.clearCondition() != null) {
      check(rule.clearCondition(), "/clearCondition", violations);
    }
    List<RuleAction> actions = rule.actions();
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof RuleAction.RecordInteraction interaction) {
        check(interaction.weight(), "/actions/" + i + "/weight", violations);
      }
    }
    if (!rule.raisesAlarm()) {
      violations.add(
          new Violation(
              "/runsAtEdge",
              "needs a rule that raises an alarm: one with only INTERACTION does not"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  private static void check(RuleExpression expression, String pointer, List<Violation> violations) {
    for (String field : expression.uses().registryFields()) {
      if (!isKnown(field)) {
        violations.add(
            new Violation(
                pointer,
                "asks for "
                    + field
                    + ", which the edge does not know; a rule that runs at the edge may ask for"
                    + " device.id, device.profile, device.site and device.attributes.NAME"));
      }
    }
  }

  private static boolean isKnown(String field) {
    return KNOWN.contains(field) || field.startsWith(ExpressionUses.ATTRIBUTES + ".");
  }
}
