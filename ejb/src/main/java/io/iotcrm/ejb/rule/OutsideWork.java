package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.ejb.device.Commands;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.webhook.WebhookOutbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What a rule makes of an event outside the CRM: it leaves through the outbox. */
@Dependent
public class OutsideWork {
  @Inject private Commands commands;
  @Inject private WebhookOutbox webhooks;
  @Inject private MailOutbox mail;

  /** Sends the command, or writes down that the edge which reported the event has sent it. */
  void sendCommand(FiredCase one, RuleAction.SendCommand action, int place) throws SQLException {
    boolean itself = one.device().getControlsId() == null;
    String target = itself ? one.device().getId() : one.device().getControlsId();
    String key = one.key(place);
    Commands.Request request =
        new Commands.Request(
            target,
            action.name(),
            action.paramsJson(),
            one.actor(),
            one.alarmId(),
            Instant.now().plus(Duration.ofMinutes(action.expiresInMinutes())),
            new CommandOptions(action.oneWay(), true, null, null),
            key);
    if (!itself || !one.rule().definition().runsAtEdge()) {
      commands.queue(request);
    } else if (one.sent().contains(place)) {
      commands.wasSent(request, RuleCommand.id(key), one.source().actor(one.rule().id()));
    } else {
      commands.queue(request, RuleCommand.id(key));
    }
  }

  /**
   * @return false: there is no such endpoint any more, or it was stopped
   */
  boolean callWebhook(FiredCase one, RuleAction.CallWebhook action, String key) {
    return webhooks.add(action.endpoint(), notification(one, key), key);
  }

  /** Ids and measured values, nothing about people. */
  private static JsonObject notification(FiredCase one, String key) {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("id", key)
            .add("type", one.alarm() == null ? "rule.fired" : "alarm.raised")
            .add("at", one.event().at().toString())
            .add("raisedAt", one.event().raisedAt().toString())
            .add(
                "rule",
                JSON.createObjectBuilder()
                    .add("id", one.rule().id().toString())
                    .add("name", one.rule().definition().name()))
            .add("severity", one.rule().definition().severity().name())
            .add("deviceId", one.device().getId())
            .add("values", EventValues.toJson(one.event().values()));
    addId(json, "accountId", one.subject().accountId());
    addId(json, "contactId", one.subject().contactId());
    addId(json, "alarmId", one.alarmId());
    if (one.alarm() != null) {
      addId(json, "groupId", one.alarm().getGroupId());
    }
    return json.build();
  }

  private static void addId(JsonObjectBuilder json, String name, UUID id) {
    if (id != null) {
      json.add(name, id.toString());
    }
  }

  /** Writes a mail; in a storm those about its first alarms are enough. */
  void sendMail(FiredCase one, RuleAction.SendMail action, String key) {
    if (one.storm()) {
      return;
    }
    mail.add(
        new MailOutbox.Letter(
            action.recipient(),
            one.subject().accountId(),
            one.subject().contactId(),
            action.subject().render(one::value),
            action.text().render(one::value, MailOutbox.MAX_TEXT)),
        key);
  }
}
