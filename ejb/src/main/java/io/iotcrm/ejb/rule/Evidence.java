package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.telemetry.ReadingHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Puts together what a person needs to believe an alarm: the rule, what it saw, and the readings,
 * also where an alarm comes so late that they are in chunks.
 */
@ApplicationScoped
public class Evidence {
  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final int MAX_READINGS = 200;

  @Inject private ReadingHistory history;

  /** For the container. */
  public Evidence() {}

  /** For use outside a container. */
  Evidence(ReadingHistory history) {
    this.history = history;
  }

  /** A JSON object: rule, device, raisedAt, values, readings (newest first). */
  String of(Device device, CompiledRule rule, RuleEvent event) throws SQLException {
    JsonObjectBuilder values = JSON.createObjectBuilder();
    event.values().forEach((name, value) -> add(values, name, value));
    return JSON.createObjectBuilder()
        .add(
            "rule",
            JSON.createObjectBuilder()
                .add("id", rule.id().toString())
                .add("name", rule.definition().name())
                .add("condition", rule.definition().condition())
                .add("holdSeconds", rule.definition().holdSeconds()))
        .add("device", device.getId())
        .add("raisedAt", event.raisedAt().toString())
        .add("firedAt", event.at().toString())
        .add("values", values)
        .add("readings", readings(device.getNo(), rule, event))
        .build()
        .toString();
  }

  private JsonArray readings(int deviceNo, CompiledRule rule, RuleEvent event) throws SQLException {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (SeriesPoint point :
        history.newest(
            deviceNo, rule.seriesKeys(), event.at().minus(SPAN), event.at(), MAX_READINGS)) {
      JsonObjectBuilder reading =
          JSON.createObjectBuilder().add("key", point.key()).add("at", point.at().toString());
      add(reading, "value", point.value());
      array.add(reading);
    }
    return array.build();
  }

  private static void add(JsonObjectBuilder object, String name, Object value) {
    if (value instanceof Double number) {
      object.add(name, number);
    } else if (value instanceof Boolean flag) {
      object.add(name, flag);
    } else if (value != null) {
      object.add(name, value.toString());
    }
  }
}
