package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The batch job that trains the recommender runs once in the cluster, and outlives its instance.
 */
class RecommenderIT {
  private static final int CUSTOMERS = 60;
  private static final int ITEMS = 20;
  private static final int ATTEMPTS = 5;
  private static Shop shop;

  @BeforeAll
  static void sellSomething() {
    shop = new Shop();
    for (int i = 0; i < ITEMS; i++) {
      shop.admin
          .post(
              "/items",
              """
              {"sku":"R-%1$s-%2$d","name":"Item %1$s no. %2$d","category":"test","inStock":true}"""
                  .formatted(shop.tag, i))
          .ok();
    }
    List<String> purchases = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      String contact = shop.contact(true);
      for (int n = 0; n < 4; n++) {
        purchases.add(
            "{\"contactId\":\"%s\",\"sku\":\"R-%s-%d\",\"kind\":\"PURCHASE\"}"
                .formatted(contact, shop.tag, (customer * (n + 1)) % ITEMS));
      }
    }
    shop.admin
        .post("/interactions", "{\"items\":[%s]}".formatted(String.join(",", purchases)))
        .ok();
  }

  @AfterAll
  static void heal() {
    shop.cluster.heal();
  }

  @Test
  void anotherInstanceFinishesTheJobOfOneThatDied() {
    String worker = killTheWorker();
    ApiClient survivor = shop.cluster.as("admin", worker.equals("n1") ? "n2" : "n1");

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode run = survivor.get("/recommender").ok();
              assertThat(run.get("state").asText()).as(run.toString()).isEqualTo("COMPLETED");
              assertThat(run.get("takeovers").asInt()).as(run.toString()).isPositive();
              assertThat(run.get("instance").asText()).isNotEqualTo(worker);
            });
  }

  /** Asks for a run and kills the instance that works on it, in the middle of the work. */
  private static String killTheWorker() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String wanted = shop.admin.post("/recommender/runs", "").ok().get("runId").asText();
      JsonNode run =
          await()
              .atMost(Duration.ofMinutes(1))
              .pollInterval(Duration.ofMillis(10))
              .until(
                  () -> shop.admin.get("/recommender").ok(),
                  now ->
                      now.get("runId").asText().compareTo(wanted) >= 0
                          && !now.get("state").asText().equals("REQUESTED"));
      if (run.get("state").asText().equals("RUNNING")) {
        String worker = run.get("instance").asText();
        assertThat(shop.cluster.installation().cluster().node(worker).kill()).isTrue();
        return worker;
      }
    }
    throw new AssertionError("the job was over too soon, " + ATTEMPTS + " times");
  }
}
