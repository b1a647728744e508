package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.ApiClient.Answer;
import io.iotcrm.ear.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every address with every role, and what becomes of it when an administrator narrows a role. */
class PermissionsIT {
  private static final TestCluster CLUSTER = TestCluster.withApplication();
  private static final ApiClient ADMIN = CLUSTER.as("admin");
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<String> PEOPLE =
      List.of("admin", "sales", "marketing", "support", "analyst", "privacy", "integrator");

  /** Streams never end, and these start work that nobody wants here. */
  private static final Set<String> ONLY_REFUSED =
      Set.of(
          "GET /live",
          "GET /telemetry/live",
          "POST /recommender/runs",
          "POST /stock-forecasts/run",
          "POST /system/telemetry-storage/compaction");

  private static final List<String> LISTS =
      List.of(
          "/accounts",
          "/contacts",
          "/deals",
          "/tasks",
          "/tickets",
          "/campaigns",
          "/devices",
          "/alarms");

  /** One line of the document, which a test of the code holds to be true. */
  record Documented(String method, String address, Set<String> roles) {
    static Documented of(String line) {
      String[] cells = line.split("\\|");
      return new Documented(
          cells[2].strip(),
          cells[1].strip().replace("`", ""),
          Set.of(cells[3].strip().split(", ")));
    }

    @Override
    public String toString() {
      return method + " " + address;
    }
  }

  static Stream<Documented> addresses() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "permissions.md")).stream()
        .filter(line -> line.startsWith("| `/"))
        .map(Documented::of);
  }

  @AfterEach
  void standard() {
    change("{}");
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void anAddressIsOpenToItsRolesAndToNobodyElse(Documented documented) {
    String path = documented.address().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    String body = documented.method().equals("GET") ? null : "{}";
    boolean open = documented.roles().contains("everybody");
    for (String user : PEOPLE) {
      boolean may = open || documented.roles().contains(user);
      if (may && ONLY_REFUSED.contains(documented.toString())) {
        continue;
      }
      int status = CLUSTER.as(user).send(documented.method(), path, body).status();
      if (status == 415) {
        status = CLUSTER.as(user).send(documented.method(), path, body, "text/csv").status();
      }
      if (!may) {
        assertThat(status).as(user).isEqualTo(403);
      } else if (!open) {
        assertThat(status).as(user).isNotIn(401, 403, 500);
      }
    }
  }

  @Test
  void aKindThatARoleMayNotReadIsClosedToItEverywhere() {
    StringBuilder kinds = new StringBuilder();
    for (String list : LISTS) {
      String kind = list.substring(1, list.length() - 1);
      kinds.append(kinds.isEmpty() ? "" : ",").append("\"%s\":{\"read\":\"none\"}".formatted(kind));
    }
    change("{\"analyst\":{" + kinds + "}}");
    for (String node : List.of("n1", "n2")) {
      for (String list : LISTS) {
        await(node + list)
            .atMost(SOON)
            .until(() -> CLUSTER.as("analyst", node).get(list).status() == 403);
        assertThat(CLUSTER.as("sales", node).get(list).status()).as(list).isEqualTo(200);
      }
    }
    JsonNode mine = CLUSTER.as("analyst").get("/me").ok();
    assertThat(mine.get("grants").get("account").has("read")).isFalse();
  }

  @Test
  void whoReachesTheirOwnOnlyIsToldNothingOfOthers() {
    String others = create("Others", "\"admin\"");
    change("{\"sales\":{\"account\":{\"read\":\"own\",\"edit\":\"own\"}}}");
    ApiClient sales = CLUSTER.as("sales");
    await().atMost(SOON).until(() -> sales.get("/accounts/" + others).status() == 404);

    JsonNode own = sales.post("/accounts", "{\"name\":\"Sales' own\"}").ok();

    assertThat(own.get("ownerUsername").asText()).isEqualTo("sales");
    assertThat(sales.get("/accounts/" + own.get("id").asText()).status()).isEqualTo(200);
    assertThat(sales.get("/accounts?limit=200").ok().toString()).doesNotContain(others);
    assertThat(sales.get("/accounts/" + others + "/timeline").status()).isEqualTo(404);
    assertThat(sales.get("/live?accountId=" + others).status()).isEqualTo(404);
  }

  @Test
  void whatIsReadableButNotEditableIsRefused() {
    String others = create("Others", "\"admin\"");
    change("{\"sales\":{\"account\":{\"edit\":\"own\"}}}");
    ApiClient sales = CLUSTER.as("sales");
    await()
        .atMost(SOON)
        .until(() -> sales.patch("/accounts/" + others, "*", "{\"city\":\"X\"}").status() == 403);
    assertThat(sales.get("/accounts/" + others).status()).isEqualTo(200);
  }

  @Test
  void aHiddenFieldIsLeftOutAndAReadOnlyOneIsRefusedByName() {
    String id = create("Hidden things", null);
    changeFields("{\"sales\":{\"account\":{\"phone\":\"hidden\",\"city\":\"read-only\"}}}");
    ApiClient sales = CLUSTER.as("sales");
    await()
        .atMost(SOON)
        .until(
            () -> {
              Answer answer = sales.get("/accounts/" + id);
              return answer.status() == 200 && !answer.json().has("phone");
            });

    Answer refused = sales.patch("/accounts/" + id, "*", "{\"city\":\"Elsewhere\"}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("errors").get(0).get("pointer").asText()).isEqualTo("/city");
    assertThat(sales.patch("/accounts/" + id, "*", "{\"industry\":\"Food\"}").status())
        .isEqualTo(200);
    assertThat(ADMIN.get("/accounts/" + id).ok().get("phone").asText()).isEqualTo("123");
  }

  @Test
  void aTeamReachesWhatIsHandedToIt() {
    String others = create("Handed over", "\"admin\"");
    String name = "team-" + UUID.randomUUID();
    JsonNode team =
        ADMIN.post("/teams", "{\"name\":\"%s\",\"members\":[\"sales\"]}".formatted(name)).ok();
    change("{\"sales\":{\"account\":{\"read\":\"team\"}}}");
    ApiClient sales = CLUSTER.as("sales");
    await().atMost(SOON).until(() -> sales.get("/accounts/" + others).status() == 404);

    String hand = "/teams/" + team.get("id").asText() + "/records/account/" + others;
    assertThat(ADMIN.send("PUT", hand, null).status()).isEqualTo(204);

    await().atMost(SOON).until(() -> sales.get("/accounts/" + others).status() == 200);
  }

  @Test
  void nobodyIsGrantedMoreThanARoleCanHave() {
    Answer read = ADMIN.get("/permissions");
    Answer refused =
        ADMIN.put(
            "/permissions",
            read.header("ETag"),
            "{\"grants\":{\"analyst\":{\"account\":{\"edit\":\"all\"}}}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("pointer").asText())
        .isEqualTo("/grants/analyst/account/edit");
    assertThat(ADMIN.send("PUT", "/permissions", "{}").status()).isEqualTo(428);
    assertThat(ADMIN.put("/permissions", "\"999999\"", "{}").status()).isEqualTo(412);
  }

  private static String create(String name, String owner) {
    String body =
        "{\"name\":\"%s\",\"phone\":\"123\",\"city\":\"Here\",\"ownerUsername\":%s}"
            .formatted(name, owner);
    return ADMIN.post("/accounts", body).ok().get("id").asText();
  }

  private static void change(String grants) {
    replace("{\"grants\":" + grants + "}");
  }

  private static void changeFields(String fields) {
    replace("{\"fields\":" + fields + "}");
  }

  private static void replace(String document) {
    String etag = ADMIN.get("/permissions").header("ETag");
    ADMIN.put("/permissions", etag, document).ok();
  }
}
