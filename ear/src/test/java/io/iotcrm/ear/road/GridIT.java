package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.road.Shop.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each instance owns a share of the devices, with the rest as backup. */
class GridIT {
  private static final int DEVICES = 40;
  private final Shop shop = new Shop();

  @AfterEach
  void heal() {
    shop.cluster.heal();
  }

  @Test
  void everyTwinSurvivesTheDeathOfItsOwner() throws Exception {
    List<TestDevice> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      TestDevice device = shop.device("grid-" + i);
      devices.add(device);
      new ApiClient(shop.cluster.url("n1") + "/api/v1", "device/" + device.id(), device.secret())
          .post("/devices/" + device.id() + "/telemetry", "{\"temperature\":" + i + "}")
          .response();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (TestDevice device : devices) {
                assertThat(twin(device).get("latest")).hasSize(1);
              }
              assertThat(twins("n1", "backupEntries")).isEqualTo(twins("n2", "ownedEntries"));
              assertThat(twins("n2", "backupEntries")).isEqualTo(twins("n1", "ownedEntries"));
            });
    long before = twins("n1", "ownedEntries") + twins("n2", "ownedEntries");
    assertThat(twins("n1", "ownedEntries")).isPositive();
    assertThat(twins("n2", "ownedEntries")).isPositive();

    shop.cluster.installation().cluster().node("n2").kill();

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              assertThat(node("n1").get("members").asInt()).isEqualTo(1);
              assertThat(twins("n1", "ownedEntries")).isEqualTo(before);
            });
    for (TestDevice device : devices) {
      assertThat(twin(device).get("latest")).hasSize(1);
      assertThat(shop.admin.get("/devices/" + device.id() + "/telemetry/latest").ok().get("items"))
          .hasSize(1);
    }
  }

  private JsonNode twin(TestDevice device) {
    return shop.cluster.as("admin", "n1").get("/devices/" + device.id() + "/twin").ok();
  }

  private JsonNode node(String name) {
    return shop.cluster.as("admin", name).get("/system/node").ok();
  }

  private long twins(String name, String count) {
    for (JsonNode map : node(name).get("maps")) {
      if (map.get("map").asText().equals("twin-shards")) {
        return map.get(count).asLong();
      }
    }
    return 0;
  }
}
