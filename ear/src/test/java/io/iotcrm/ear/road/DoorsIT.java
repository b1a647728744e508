package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.ApiClient.Answer;
import io.iotcrm.ear.cluster.Program;
import io.iotcrm.ear.cluster.Requires;
import io.iotcrm.ear.road.Shop.TestDevice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rubbish at every door gets a clear answer, and the next good message goes through. */
class DoorsIT {
  private static final AtomicInteger VALUES = new AtomicInteger(1);
  private static Shop shop;
  private static TestDevice device;

  @BeforeAll
  static void openTheShop() {
    shop = new Shop();
    device = shop.device("doors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"temperature\":",
        "[]",
        "7",
        "{\"temperature\":{\"value\":1}}",
        "{\"temperature\":NaN}",
        "{\"temperature\":\"warm\"}",
        "{\"'; drop table reading; --\":1}",
        "{\"temperature\":1000}",
        ""
      })
  void theApiRefusesRubbishAndSaysWhy(String body) {
    Answer answer = deviceApi().post("/devices/" + device.id() + "/telemetry", body);

    assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    theNextGoodMessageGoesThroughHttp();
  }

  @Test
  void theApiRefusesTenMegabytes() {
    byte[] body = new byte[10 * 1024 * 1024];

    Answer answer =
        deviceApi().post("/devices/" + device.id() + "/telemetry", body, "application/json");

    assertThat(answer.status()).isEqualTo(413);
    theNextGoodMessageGoesThroughHttp();
  }

  @Test
  void theApiRefusesAClockInTheFuture() {
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();

    Answer answer =
        deviceApi()
            .post(
                "/devices/" + device.id() + "/telemetry",
                "{\"ts\":\"" + tomorrow + "\",\"temperature\":3}");

    assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
    theNextGoodMessageGoesThroughHttp();
  }

  @Test
  void theApiKnowsNobodyWithoutTheRightCredential() {
    String path = "/devices/" + device.id() + "/telemetry";
    String good = "{\"temperature\":3}";
    String api = shop.cluster.url("n1") + "/api/v1";

    assertThat(shop.admin.anonymous().post(path, good).status()).isEqualTo(401);
    assertThat(new ApiClient(api, "device/" + device.id(), "wrong").post(path, good).status())
        .isEqualTo(401);
    assertThat(new ApiClient(api, "device/nobody", device.secret()).post(path, good).status())
        .isEqualTo(401);
    TestDevice other = shop.device("other");
    assertThat(new ApiClient(api, "device/" + other.id(), other.secret()).post(path, good).status())
        .as("a device speaks for itself only")
        .isEqualTo(403);
  }

  @Test
  void aRepeatedReadingIsStoredOnce() {
    String at = Instant.now().minusSeconds(30).toString();
    String body = "{\"ts\":\"" + at + "\",\"humidity\":41.5}";

    deviceApi().post("/devices/" + device.id() + "/telemetry", body);
    deviceApi().post("/devices/" + device.id() + "/telemetry", body);

    JsonNode history =
        shop.admin.get("/devices/" + device.id() + "/telemetry/history?key=humidity").ok();
    assertThat(history.get("items")).hasSize(1);
  }

  @Test
  void mqttTakesGoodMessagesAfterRubbishFromAClientNobodyHereWrote() {
    Requires.program("mosquitto_pub", "mosquitto-clients");
    for (String rubbish : List.of("{\"temperature\":", "[1,2]", "{\"temperature\":\"x\"}", "")) {
      mosquitto("device/" + device.id(), device.secret(), rubbish);
    }
    mosquitto(
        device.id(),
        device.secret(),
        "{\"ts\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\",\"temperature\":3}");

    double value = nextValue();
    Program sent =
        mosquitto("device/" + device.id(), device.secret(), "{\"temperature\":" + value + "}");

    assertThat(sent.exitCode()).as(sent.output()).isZero();
    awaitLatest(value);
  }

  @Test
  void mqttRefusesWrongCredentialsUnknownDevicesAndOthersTopics() {
    Requires.program("mosquitto_pub", "mosquitto-clients");

    assertThat(mosquitto("device/" + device.id(), "wrong", "{}").exitCode()).isNotZero();
    assertThat(mosquitto("device/nobody", device.secret(), "{}").exitCode()).isNotZero();
    assertThat(mosquitto("admin", shop.cluster.secret("admin"), "{}").exitCode()).isNotZero();

    TestDevice other = shop.device("stranger");
    mosquitto("device/" + other.id(), other.secret(), "{\"temperature\":66}");
    mosquitto("device/" + device.id(), device.secret(), "{\"temperature\":" + nextValue() + "}");
    assertThat(shop.admin.get(history("temperature")).ok().toString()).doesNotContain("66.0");
  }

  @Test
  void coapTakesAReadingFromAClientNobodyHereWrote() {
    Requires.program("coap-client-notls", "libcoap3-bin");
    assertThat(coap(device.secret(), "{\"temperature\":").output()).contains("4.00");
    assertThat(coap("wrong", "{\"temperature\":1}").output()).contains("4.01");

    double value = nextValue();
    Program sent = coap(device.secret(), "{\"temperature\":" + value + "}");

    assertThat(sent.exitCode()).as(sent.output()).isZero();
    awaitLatest(value);
  }

  private static void theNextGoodMessageGoesThroughHttp() {
    double value = nextValue();
    Answer answer =
        deviceApi()
            .post("/devices/" + device.id() + "/telemetry", "{\"temperature\":" + value + "}");
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    awaitLatest(value);
  }

  private static double nextValue() {
    return VALUES.getAndIncrement() / 8.0;
  }

  private static void awaitLatest(double value) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> shop.admin.get(history("temperature")).ok().toString().contains("" + value));
  }

  private static String history(String key) {
    return "/devices/" + device.id() + "/telemetry/history?limit=500&key=" + key;
  }

  private static ApiClient deviceApi() {
    return new ApiClient(
        shop.cluster.url("n1") + "/api/v1", "device/" + device.id(), device.secret());
  }

  private static Program mosquitto(String user, String password, String payload) {
    return Program.run(
        new byte[0],
        List.of(
            "mosquitto_pub",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(shop.cluster.installation().broker().mqttPort()),
            "-V",
            "mqttv5",
            "-q",
            "1",
            "-u",
            user,
            "-P",
            password,
            "-t",
            device.telemetryTopic(),
            "-m",
            payload));
  }

  private static Program coap(String token, String payload) {
    return Program.run(
        payload.getBytes(StandardCharsets.UTF_8),
        List.of(
            "coap-client-notls",
            "-v",
            "6",
            "-B",
            "10",
            "-m",
            "post",
            "-t",
            "application/json",
            "-f",
            "-",
            "coap://127.0.0.1:"
                + shop.cluster.installation().edge().coapPort()
                + "/v1/devices/"
                + device.id()
                + "/telemetry?token="
                + token));
  }
}
