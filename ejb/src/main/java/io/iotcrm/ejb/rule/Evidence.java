package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;

/**
 * Puts together what a person needs to believe an alarm: the rule, what it saw, and the readings.
 */
@ApplicationScoped
public class Evidence {
  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final int MAX_READINGS = 200;

  @Inject private Database database;

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
    String sql =
        """
        select k.name, r.ts, r.num, r.txt from open_reading r join telemetry_key k on k.no = r.key_no
        where r.device_no = ? and k.name = any(?) and r.ts between ? and ?
        order by r.ts desc limit ?
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, deviceNo);
            statement.setArray(2, connection.createArrayOf("text", rule.seriesKeys().toArray()));
            statement.setTimestamp(3, Timestamp.from(event.at().minus(SPAN)));
            statement.setTimestamp(4, Timestamp.from(event.at()));
            statement.setInt(5, MAX_READINGS);
            JsonArrayBuilder array = JSON.createArrayBuilder();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                JsonObjectBuilder reading =
                    JSON.createObjectBuilder()
                        .add("key", row.getString(1))
                        .add("at", row.getTimestamp(2).toInstant().toString());
                double number = row.getDouble(3);
                add(reading, "value", row.wasNull() ? row.getString(4) : (Object) number);
                array.add(reading);
              }
            }
            return array.build();
          }
        });
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
