package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.domain.rule.RuleEvent;
import java.util.List;
import java.util.UUID;

/**
 * An event with everything that its actions need.
 *
 * @param alarm what it raised; null where the rule only watches behaviour
 * @param evidence JSON object
 * @param source who reported it
 * @param sent places of the COMMAND actions that the reporting edge has carried out
 * @param storm whether the alarm is part of a storm, other than the one that made it a storm
 */
record FiredCase(
    Device device,
    CompiledRule rule,
    RuleEvent event,
    Account account,
    Contact contact,
    Alarm alarm,
    String evidence,
    AlarmSource source,
    List<Integer> sent,
    boolean storm) {

  static FiredCase of(
      Device device, CompiledRule rule, RuleEvent event, AlarmSource source, List<Integer> sent) {
    Contact contact = device.getContact();
    Account account =
        device.getAccount() != null || contact == null ? device.getAccount() : contact.getAccount();
    return new FiredCase(device, rule, event, account, contact, null, "{}", source, sent, false);
  }

  FiredCase with(Alarm raised, String proof, boolean inStorm) {
    return new FiredCase(
        device, rule, event, account, contact, raised, proof, source, sent, inStorm);
  }

  /** The idempotency key of one of the rule's actions. */
  String key(int action) {
    return RuleCommand.key(rule.id(), device.getId(), event.raisedAt(), action);
  }

  /** Whose work the actions are. */
  String actor() {
    return AlarmSource.CENTRE.actor(rule.id());
  }

  /** Who said that it happened. */
  String reporter() {
    return source.actor(rule.id());
  }

  /** What stands for a placeholder; null: nothing does. */
  Object value(String placeholder) {
    return switch (placeholder) {
      case "device.id" -> device.getId();
      case "device.name" -> device.getName();
      case "device.site" -> device.getSite();
      case "rule.name" -> rule.definition().name();
      case "account.name" -> account == null ? null : account.getName();
      default -> event.values().get(placeholder);
    };
  }

  Subject subject() {
    return new Subject(accountId(), contact == null ? null : contact.getId(), device.getId());
  }

  UUID accountId() {
    return account == null ? null : account.getId();
  }

  UUID alarmId() {
    return alarm == null ? null : alarm.getId();
  }
}
