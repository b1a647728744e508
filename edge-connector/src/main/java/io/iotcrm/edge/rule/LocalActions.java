package io.iotcrm.edge.rule;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.status.EdgeCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the edge does about an event by itself: commands to the device that it happened on. */
final class LocalActions {
  private LocalActions() {}

  /**
   * @return the places of the actions that need not be carried out by the centre
   */
  static List<Integer> carryOut(
      RegisteredDevice device,
      RuleEvent event,
      RuleSet rules,
      LocalCommands commands,
      EdgeCounters counters) {
    Optional<CompiledRule> rule = rules.rule(event.ruleId());
    if (event.kind() != RuleEvent.Kind.RAISED || rule.isEmpty() || device.ruleFields().controls()) {
      return List.of();
    }
    List<Integer> sent = new ArrayList<>();
    List<RuleAction> actions = rule.get().actions();
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof RuleAction.SendCommand command
          && send(device, event, command, i, commands)) {
        counters.localCommand();
        sent.add(i);
      }
    }
    return sent;
  }

  private static boolean send(
      RegisteredDevice device,
      RuleEvent event,
      RuleAction.SendCommand command,
      int place,
      LocalCommands commands) {
    Instant expiresAt = Instant.now().plus(Duration.ofMinutes(command.expiresInMinutes()));
    String key = RuleCommand.key(event.ruleId(), device.id(), event.raisedAt(), place);
    return commands.send(
        device.id(),
        RuleCommand.message(
            RuleCommand.id(key), command.name(), command.paramsJson(), command.oneWay(), expiresAt),
        expiresAt);
  }
}
