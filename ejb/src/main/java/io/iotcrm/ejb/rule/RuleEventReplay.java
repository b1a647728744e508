package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.platform.FailedWorkReplay;
import io.iotcrm.ejb.platform.FailedWorkTable;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Carries out the actions of an event that failed. The actions' keys come from the event, so one
 * that was carried out after all does nothing.
 */
@ApplicationScoped
public class RuleEventReplay implements FailedWorkReplay {
  static final String KIND = "RULE_EVENT";

  @EJB private ActionService actions;

  /** An event, and the device that it happened on. */
  record Happened(String deviceId, RuleEvent event) {}

  static FailedWorkTable.Failure failure(
      String deviceId, RuleEvent event, String reason, int attempts) {
    String payload =
        JSON.createObjectBuilder()
            .add("deviceId", deviceId)
            .add("ruleId", event.ruleId().toString())
            .add("kind", event.kind().name())
            .add("raisedAt", event.raisedAt().toString())
            .add("at", event.at().toString())
            .add("values", EventValues.toJson(event.values()))
            .build()
            .toString();
    String key =
        "rule/%s/%s/%s/%s".formatted(event.ruleId(), deviceId, event.raisedAt(), event.kind());
    String subject = "Rule %s %s on device %s".formatted(event.ruleId(), event.kind(), deviceId);
    return new FailedWorkTable.Failure(KIND, subject, reason, payload, key, attempts);
  }

  static Happened read(String payload) {
    try (JsonReader reader = JSON.createReader(new StringReader(payload))) {
      JsonObject json = reader.readObject();
      return new Happened(
          json.getString("deviceId"),
          new RuleEvent(
              UUID.fromString(json.getString("ruleId")),
              RuleEvent.Kind.valueOf(json.getString("kind")),
              Instant.parse(json.getString("raisedAt")),
              Instant.parse(json.getString("at")),
              EventValues.fromJson(json.getJsonObject("values"))));
    }
  }

  @Override
  public boolean takes(String kind) {
    return kind.equals(KIND);
  }

  @Override
  public void replay(FailedWork work) throws SQLException {
    Happened happened = read(work.getPayload());
    actions.perform(happened.deviceId(), happened.event());
  }
}
