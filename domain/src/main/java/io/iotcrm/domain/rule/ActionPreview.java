package io.iotcrm.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a rule's actions would do, in a line each, for people who try it. */
public final class ActionPreview {
  /** Left as it is written: what is tried is kept for a while and must not name customers. */
  private static final Set<String> NOT_FILLED_IN = Set.of("account.name", "contact.name");

  private ActionPreview() {}

  /**
   * @param values by the names of placeholders, as far as they are known
   * @return the alarm first, where there is one
   */
  public static List<String> of(CompiledRule rule, Function<String, Object> values) {
    Function<String, Object> shown =
        name -> NOT_FILLED_IN.contains(name) ? "{" + name + "}" : values.apply(name);
    List<String> lines = new ArrayList<>();
    if (rule.raisesAlarm()) {
      lines.add("ALARM " + rule.definition().severity() + ": " + rule.definition().name());
    }
    for (int i = 0; i < rule.actions().size(); i++) {
      lines.add(line(rule.actions().get(i), i, shown));
    }
    return lines;
  }

  private static String line(RuleAction action, int index, Function<String, Object> values) {
    return action.type() + detail(action, index, values);
  }

  private static String detail(RuleAction action, int index, Function<String, Object> values) {
    if (action instanceof RuleAction.OpenTicket ticket) {
      return " " + ticket.priority() + ": " + ticket.subject().render(values);
    }
    if (action instanceof RuleAction.SendCommand command) {
      return ": " + command.name() + " " + command.paramsJson();
    }
    if (action instanceof RuleAction.CallWebhook webhook) {
      return ": " + webhook.endpoint();
    }
    if (action instanceof RuleAction.EnterCampaign campaign) {
      return ": " + campaign.campaignId();
    }
    if (action instanceof RuleAction.RecordInteraction interaction) {
      return " %s: %s, weight %s"
          .formatted(
              interaction.kind(),
              interaction.shelf().render(values),
              values.apply("weight." + index));
    }
    // The first text says what it is about: a task's or a mail's subject, a deal's name.
    return action.templates().isEmpty() ? "" : ": " + action.templates().get(0).render(values);
  }
}
