package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.ApiClient.Answer;
import io.iotcrm.ear.cluster.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, by which door, and what each may do, through the realm of the server. */
class SignInIT {
  private static final TestCluster CLUSTER = TestCluster.withApplication();

  @ParameterizedTest
  @CsvSource({
    "GET,  /accounts,          admin sales marketing support analyst privacy integrator",
    "GET,  /contacts,          admin sales marketing support analyst privacy integrator",
    "GET,  /tickets,           admin sales marketing support analyst privacy integrator",
    "GET,  /system/node,       admin analyst integrator",
    "POST, /devices,           admin support integrator",
    "POST, /rules,             admin integrator",
    "POST, /items,             admin marketing integrator"
  })
  void aRoleReachesWhatItMay(String method, String path, String allowed) {
    Set<String> may = Set.of(allowed.split(" "));
    for (String user :
        Set.of("admin", "sales", "marketing", "support", "analyst", "privacy", "integrator")) {
      ApiClient api = CLUSTER.as(user);
      Answer answer = method.equals("GET") ? api.get(path) : api.post(path, "{}");
      if (may.contains(user)) {
        assertThat(answer.status()).as(user + " " + path).isNotIn(401, 403);
      } else {
        assertThat(answer.status()).as(user + " " + path).isEqualTo(403);
      }
    }
  }

  @Test
  void nobodyGetsInWithoutOrWithAWrongPassword() {
    ApiClient api = CLUSTER.as("support");

    assertThat(api.anonymous().get("/tickets").status()).isEqualTo(401);
    Answer wrong =
        new ApiClient(CLUSTER.url("n1") + "/api/v1", "support", "support").get("/tickets");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
    assertThat(wrong.header("WWW-Authenticate")).contains("Basic");
  }

  @Test
  void aTokenOpensWhatItsOwnerMayUntilItIsRevoked() {
    ApiClient api = CLUSTER.as("integrator");
    var created =
        api.post(
                "/tokens",
                "{\"name\":\"test\",\"groups\":[\"integrator\"],\"expiresAt\":\"%s\"}"
                    .formatted(Instant.now().plus(Duration.ofDays(1))))
            .ok();
    ApiClient byToken = api.withToken(created.get("secret").asText());

    assertThat(byToken.get("/accounts").status()).isEqualTo(200);
    assertThat(byToken.get("/edges/edge-1/registry").status()).isEqualTo(403);
    assertThat(api.withToken("ict_wrong").get("/accounts").status()).isEqualTo(401);
  }

  @Test
  void wrongPasswordsMakeThePersonWaitUntilTheAdministratorUnlocks() {
    ApiClient guesser = new ApiClient(CLUSTER.url("n1") + "/api/v1", "analyst", "wrong");
    ApiClient admin = CLUSTER.as("admin");
    // What comes during a wait is not counted; after the seventh the wait is eight seconds.
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              assertThat(guesser.get("/tickets").status()).isEqualTo(401);
              return analyst(admin).get("failedSignIns").asInt() >= 7;
            });
    assertThat(CLUSTER.as("analyst").get("/tickets").status())
        .as("the right password, too, has to wait")
        .isEqualTo(401);
    JsonNode user = analyst(admin);

    admin.post("/users/" + user.get("id").asText() + "/unlock", "{}").ok();

    assertThat(CLUSTER.as("analyst").get("/tickets").status()).isEqualTo(200);
    assertThat(admin.get("/audit?action=unlock&objectType=user").ok().get("items")).isNotEmpty();
  }

  private static JsonNode analyst(ApiClient admin) {
    return admin.get("/users?q=analyst").ok().get("items").get(0);
  }

  @Test
  void anAddressThatGuessesHasToWaitAndProgramsWithTokensDoNot() {
    String address = "203.0.113." + (1 + System.nanoTime() % 250);
    String api = CLUSTER.url("n1") + "/api/v1";
    ApiClient admin = CLUSTER.as("admin");
    ApiClient token =
        admin.withToken(
            admin
                .post("/tokens", "{\"name\":\"waits\",\"groups\":[\"admin\"]}")
                .ok()
                .get("secret")
                .asText());
    int status = 401;
    for (int i = 0; i < 40 && status == 401; i++) {
      status = new ApiClient(api, "nobody" + i, "guess").from(address).get("/tickets").status();
    }
    assertThat(status).isEqualTo(429);

    assertThat(token.from(address).get("/sign-in-blocks").ok().toString()).contains(address);
    assertThat(admin.delete("/sign-in-blocks?address=" + address).status()).isEqualTo(204);
    assertThat(admin.from(address).get("/tickets").status()).isEqualTo(200);
  }

  @Test
  void whatIsDoneIsInTheAuditAndItsChainFits() {
    ApiClient admin = CLUSTER.as("admin");
    String ticket =
        admin.post("/tickets", "{\"subject\":\"for the audit\"}").ok().get("id").asText();

    var entries = admin.get("/audit?actor=ADMIN&objectType=ticket&objectId=" + ticket).ok();
    assertThat(entries.get("items")).isNotEmpty();
    assertThat(entries.get("items").get(0).get("address").asText()).isNotBlank();
    Answer checked = admin.post("/audit/chain/verify", "{}");
    assertThat(checked.ok().get("brokenAt")).isNull();
    assertThat(CLUSTER.as("privacy").get("/audit/export?afterSeq=0").status()).isEqualTo(200);
    assertThat(CLUSTER.as("sales").get("/audit").status()).isEqualTo(403);
  }
}
