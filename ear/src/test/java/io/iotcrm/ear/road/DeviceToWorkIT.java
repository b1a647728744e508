package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.road.Shop.TestDevice;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A fridge warms up: alarm, ticket with the evidence, task, command, the device's answer. */
class DeviceToWorkIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static Shop shop;

  @BeforeAll
  static void openTheShop() {
    shop = new Shop();
  }

  @Test
  void aWarmFridgeBecomesAnAlarmATicketATaskAndACommandThatIsAnswered() throws Exception {
    TestDevice thermostat = shop.device("thermostat");
    TestDevice fridge =
        shop.device(
            "fridge",
            "\"accountId\":\"%s\",\"controlsId\":\"%s\"".formatted(shop.account, thermostat.id()));
    shop.rule(
        "Too warm",
        "latest.temperature > 8",
        """
        [{"type":"TICKET","priority":"HIGH","subject":"{device.name} is too warm"},
         {"type":"TASK","subject":"Call about {device.name}","dueInMinutes":60},
         {"type":"COMMAND","name":"setTarget","params":{"target":2}}]""");

    try (MqttDevice sensor = new MqttDevice(shop.cluster, fridge);
        MqttDevice actuator = new MqttDevice(shop.cluster, thermostat)) {
      actuator.obey();
      sensor.publish("{\"temperature\":4.0}");
      await()
          .atMost(LIMIT)
          .until(() -> items("/devices/" + fridge.id() + "/telemetry/latest").size() == 1);
      assertThat(items("/alarms?deviceId=" + fridge.id())).isEmpty();

      // Again and again: an instance learns of a new rule a moment after it was made.
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                sensor.publish("{\"temperature\":12.5}");
                return items("/tickets?deviceId=" + fridge.id()).size() == 1;
              });
      JsonNode alarm = items("/alarms?deviceId=" + fridge.id()).get(0);
      assertThat(alarm.get("severity").asText()).isEqualTo("MAJOR");
      JsonNode ticket = items("/tickets?deviceId=" + fridge.id()).get(0);
      assertThat(ticket.get("subject").asText()).contains("too warm");
      assertThat(ticket.get("priority").asText()).isEqualTo("HIGH");
      assertThat(ticket.toString()).contains("12.5");
      JsonNode tasks = items("/tasks?accountId=" + shop.account);
      assertThat(tasks).hasSize(1);
      assertThat(tasks.get(0).toString()).contains("sales");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                JsonNode commands = items("/devices/" + thermostat.id() + "/commands");
                assertThat(commands).hasSize(1);
                assertThat(commands.get(0).get("state").asText()).isEqualTo("SUCCEEDED");
              });
      assertThat(actuator.commands()).singleElement().asString().contains("setTarget");

      sensor.publish("{\"temperature\":13.0}");
      sensor.publish("{\"temperature\":3.0}");
      await()
          .atMost(LIMIT)
          .until(() -> items("/alarms?deviceId=" + fridge.id() + "&active=true").isEmpty());
      assertThat(items("/tickets?deviceId=" + fridge.id()))
          .as("one alarm, one ticket, however long it was warm")
          .hasSize(1);
    }
  }

  private static JsonNode items(String path) {
    JsonNode body = shop.admin.get(path).ok();
    return body.has("items") ? body.get("items") : body;
  }
}
