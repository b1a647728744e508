package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.platform.FailedWorkReplay;
import io.iotcrm.ejb.platform.FailedWorkTable;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Carries out the actions of an event that failed. The actions' keys come from the event, so one
 * that was carried out after all does nothing.
 */
@ApplicationScoped
public class RuleEventReplay implements FailedWorkReplay {
  static final String KIND = "RULE_EVENT";

  @EJB private ActionService actions;

  static FailedWorkTable.Failure failure(Happened happened, String reason, int attempts) {
    String deviceId = happened.deviceId();
    RuleEvent event = happened.event();
    JsonObjectBuilder payload =
        JSON.createObjectBuilder()
            .add("deviceId", deviceId)
            .add("ruleId", event.ruleId().toString())
            .add("kind", event.kind().name())
            .add("raisedAt", event.raisedAt().toString())
            .add("at", event.at().toString())
            .add("values", EventValues.toJson(event.values()));
    String key =
        "rule/%s/%s/%s/%s".formatted(event.ruleId(), deviceId, event.raisedAt(), event.kind());
    if (happened.source().edgeId() != null) {
      payload
          .add("edge", happened.source().edgeId())
          .add("sent", JSON.createArrayBuilder(happened.sent()));
      key += "/edge";
    }
    String subject = "Rule %s %s on device %s".formatted(event.ruleId(), event.kind(), deviceId);
    return new FailedWorkTable.Failure(
        KIND, subject, reason, payload.build().toString(), key, attempts);
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
              EventValues.fromJson(json.getJsonObject("values"))),
          new AlarmSource(json.getString("edge", null)),
          json.containsKey("sent")
              ? json.getJsonArray("sent").getValuesAs(JsonNumber::intValue)
              : List.of());
    }
  }

  @Override
  public boolean takes(String kind) {
    return kind.equals(KIND);
  }

  @Override
  public void replay(FailedWork work) throws SQLException {
    actions.perform(read(work.getPayload()));
  }
}
