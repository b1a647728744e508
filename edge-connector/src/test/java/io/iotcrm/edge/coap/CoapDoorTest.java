package io.iotcrm.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iotcrm.edge.mqtt.BrokerConnection;
import io.iotcrm.edge.mqtt.BrokerOutage;
import io.iotcrm.edge.mqtt.MqttLink;
import io.iotcrm.edge.pipeline.Acknowledgement;
import io.iotcrm.edge.pipeline.Batcher;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.pipeline.OutgoingBatch;
import io.iotcrm.edge.quota.Quotas;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredProfile;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.rule.DeviceRules;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import io.iotcrm.edge.status.StageCounters;
import io.iotcrm.edge.status.UnknownNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoapDoorTest {
  private final List<OutgoingBatch> batches = new CopyOnWriteArrayList<>();
  private final AtomicBoolean safe = new AtomicBoolean(true);
  private final AtomicBoolean room = new AtomicBoolean(true);
  private final List<String> subscribed = new CopyOnWriteArrayList<>();
  private final List<String> used = new CopyOnWriteArrayList<>();
  private Batcher batcher;
  private CommandMailboxes mailboxes;
  private CoapDoor door;
  private Intake intake;
  @TempDir private Path directory;

  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private static RegisteredDevice keyed(String id, boolean gateway, String via) {
    return new RegisteredDevice(
        id,
        true,
        List.of(),
        null,
        List.of(new RegisteredDevice.DtlsKey(id + "-psk", KEY, id + "-credential")),
        gateway,
        via,
        List.of());
  }

  @BeforeEach
  void open() throws Exception {
    batcher =
        new Batcher(
            "e1",
            500,
            Duration.ofMillis(5),
            batch -> {
              batches.add(batch);
              if (safe.get()) {
                batch.acknowledgements().forEach(Acknowledgement::acknowledge);
              }
            });
    EdgeCounters counters = new EdgeCounters();
    Rejections rejections = new Rejections(counters, Clock.systemUTC());
    Quotas quotas = new Quotas(() -> intake.registry(), 0, System::nanoTime, Clock.systemUTC());
    intake =
        new Intake(
            batcher,
            directory.resolve("intervals"),
            new Intake.Limits(Duration.ofMinutes(5), Duration.ofDays(370), 32, 1_000),
            quotas,
            new Intake.Reports(
                counters, new StageCounters(), rejections, new UnknownNames(Clock.systemUTC())),
            new DeviceRules(directory.resolve("rules"), counters),
            () -> {},
            Clock.systemUTC());
    byte[] salt = {1, 2, 3, 4};
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(salt);
    byte[] hash = sha.digest("s3cret".getBytes(StandardCharsets.UTF_8));
    RegisteredDevice.Secret secret = new RegisteredDevice.Secret(salt, hash, "token-1");
    RegisteredDevice.Secret stale = new RegisteredDevice.Secret(salt, new byte[32], "token-0");
    intake.registryIs(
        new Registry(
            Map.of(
                "dev1", new RegisteredDevice("dev1", true, List.of(stale, secret), null),
                "off1", new RegisteredDevice("off1", false, List.of(secret), null),
                "bare1", new RegisteredDevice("bare1", true, List.of(), null),
                "key1", keyed("key1", false, null),
                "gate1", keyed("gate1", true, null),
                "leaf1", keyed("leaf1", false, "gate1"),
                "lim1", new RegisteredDevice("lim1", true, List.of(secret), "limited"),
                "off2",
                    new RegisteredDevice(
                        "off2",
                        false,
                        List.of(),
                        null,
                        List.of(new RegisteredDevice.DtlsKey("off2-psk", KEY)),
                        false,
                        null,
                        List.of())),
            Map.of(
                "limited",
                new RegisteredProfile(
                    List.of(), Map.of("quota", Map.of("messagesPerMinute", 6.0, "burst", 2.0)))),
            null));
    DeviceRequest request = new DeviceRequest(intake, () -> {}, used::add);
    mailboxes = new CommandMailboxes(intake, request, subscribed::add, counters);
    MqttLink link =
        new MqttLink(
            new BrokerConnection.Options("tcp://127.0.0.1:1", "t", "t", "t", Duration.ZERO, 1),
            new BrokerOutage("none"),
            "e1");
    door =
        new CoapDoor(
            new CoapDoor.Plain(new InetSocketAddress("127.0.0.1", 0), false),
            new CoapDoor.Secure(new InetSocketAddress("127.0.0.1", 0), null, null),
            new DeviceTree(
                new TelemetryResource(intake, request, room::get, quotas, counters),
                mailboxes,
                new CommandResultResource(request, link, counters)),
            intake::registry,
            () -> {},
            rejections);
    door.start();
  }

  @AfterEach
  void close() {
    door.close();
    intake.pipeline().stop();
    intake.pipeline().close();
    batcher.close();
  }

  private CoapClient client(String path) {
    CoapClient client = new CoapClient("coap://127.0.0.1:" + door.port() + path);
    client.setTimeout(20_000L);
    return client;
  }

  private CoapResponse post(String path, String payload, int format) throws Exception {
    CoapClient client = client(path);
    try {
      return client.post(payload, format);
    } finally {
      client.shutdown();
    }
  }

  private CoapResponse telemetry(String payload) throws Exception {
    return post(
        "/v1/devices/dev1/telemetry?token=s3cret", payload, MediaTypeRegistry.APPLICATION_JSON);
  }

  @Test
  void answersChangedOnlyWhenTheReadingsAreSafe() throws Exception {
    safe.set(false);
    CopyOnWriteArrayList<ResponseCode> answers = new CopyOnWriteArrayList<>();
    CoapClient client = client("/v1/devices/dev1/telemetry?token=s3cret");
    client.post(
        new CoapHandler() {
          @Override
          public void onLoad(CoapResponse response) {
            answers.add(response.getCode());
          }

          @Override
          public void onError() {}
        },
        "{\"temperature\":4.2}",
        MediaTypeRegistry.APPLICATION_JSON);
    await().until(() -> batches.size() == 1);
    await().during(Duration.ofMillis(300)).until(answers::isEmpty);
    batches.get(0).acknowledgements().forEach(Acknowledgement::acknowledge);
    await().until(() -> answers.equals(List.of(ResponseCode.CHANGED)));
    client.shutdown();
  }

  @Test
  void takesItsThreeFormats() throws Exception {
    String path = "/v1/devices/dev1/telemetry?token=s3cret";
    assertThat(post(path, "{\"a\":1}", MediaTypeRegistry.APPLICATION_JSON).getCode())
        .isEqualTo(ResponseCode.CHANGED);
    assertThat(post(path, "[{\"n\":\"b\",\"v\":1}]", 110).getCode())
        .isEqualTo(ResponseCode.CHANGED);
    CoapClient client = client(path);
    assertThat(client.post(HexFormat.of().parseHex("81a2006163" + "0201"), 112).getCode())
        .isEqualTo(ResponseCode.CHANGED);
    client.shutdown();
    assertThat(batches).extracting(OutgoingBatch::readings).containsExactly(1, 1, 1);
    assertThat(used).containsExactly("token-1", "token-1", "token-1");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/devices/dev1/telemetry?token=wrong",
    "/v1/devices/dev1/telemetry",
    "/v1/devices/stranger/telemetry?token=s3cret",
    "/v1/devices/off1/telemetry?token=s3cret",
    "/v1/devices/bare1/telemetry?token=",
    "/v1/devices/dev1/commands/0195523c-8a00-7000-8000-000000000001/result?token=wrong"
  })
  void answersUnauthorisedToAStrangerAndToAWrongTokenAlike(String path) throws Exception {
    CoapResponse response = post(path, "{\"a\":1}", MediaTypeRegistry.APPLICATION_JSON);
    assertThat(response.getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
    assertThat(response.getResponseText()).isEqualTo("unknown device or wrong token");
    assertThat(batches).isEmpty();
    assertThat(used).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAMessage() throws Exception {
    CoapResponse response = telemetry("{\"a\":null}");
    assertThat(response.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(response.getResponseText()).contains("field 1 is null");
    assertThat(telemetry("{\"a\":1,\"ts\":4102444800000}").getCode())
        .isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(telemetry("{\"a\":1}").getCode()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void refusesOtherFormats() throws Exception {
    CoapResponse response =
        post("/v1/devices/dev1/telemetry?token=s3cret", "a=1", MediaTypeRegistry.TEXT_PLAIN);
    assertThat(response.getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
  }

  @Test
  void takesAMessageInBlocksAndRefusesOneThatIsTooLarge() throws Exception {
    assertThat(telemetry("{\"a\":1" + " ".repeat(60_000) + "}").getCode())
        .isEqualTo(ResponseCode.CHANGED);
    assertThat(telemetry("{\"a\":1" + " ".repeat(70_000) + "}").getCode())
        .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
  }

  @Test
  void tellsDevicesToComeLaterWhenThereIsNoRoom() throws Exception {
    room.set(false);
    CoapResponse response = telemetry("{\"a\":1}");
    assertThat(response.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.getOptions().getMaxAge()).isEqualTo(5);
  }

  @Test
  void knowsNoOtherPaths() throws Exception {
    assertThat(post("/v1/devices/dev1/other", "x", 50).getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    assertThat(post("/v1/devices/no%20id/telemetry", "x", 50).getCode())
        .isEqualTo(ResponseCode.NOT_FOUND);
  }

  @Test
  void deliversCommandsOneByOneAndAcknowledgesWhatTheDeviceConfirmed() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    CoapClient client = client("/v1/devices/dev1/commands?token=s3cret");
    CoapObserveRelation relation =
        client.observeAndWait(
            new CoapHandler() {
              @Override
              public void onLoad(CoapResponse response) {
                seen.add(response.getResponseText());
              }

              @Override
              public void onError() {
                seen.add("error");
              }
            });
    assertThat(relation.isCanceled()).isFalse();
    assertThat(subscribed).contains("dev1");
    await().until(() -> seen.equals(List.of("")));
    for (String command : List.of("one", "two", "three")) {
      mailboxes.deliver(
          "dev1", command.getBytes(StandardCharsets.UTF_8), () -> acknowledged.add(command));
    }
    await().until(() -> seen.equals(List.of("", "one", "two", "three")));
    await().until(() -> acknowledged.equals(List.of("one", "two", "three")));
    relation.proactiveCancel();
    client.shutdown();
  }

  @Test
  void keepsACommandUntilItsDeviceAsks() throws Exception {
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    mailboxes.deliver("dev1", new byte[] {'x'}, () -> acknowledged.add("x"));
    await().during(Duration.ofMillis(200)).until(acknowledged::isEmpty);
    CoapClient client = client("/v1/devices/dev1/commands?token=s3cret");
    assertThat(client.get().getResponseText()).isEqualTo("x");
    await().until(() -> acknowledged.equals(List.of("x")));
    assertThat(client.get().getResponseText()).isEmpty();
    client.shutdown();
  }

  @Test
  void keepsACommandOfTheEdgesOwnWhenTheBrokerGoesAway() throws Exception {
    assertThat(mailboxes.handOver("dev1", new byte[] {'x'})).isFalse(); // nobody asks here
    CoapClient client = client("/v1/devices/dev1/commands?token=s3cret");
    assertThat(client.get().getResponseText()).isEmpty();
    mailboxes.deliver("dev1", new byte[] {'b'}, () -> {});
    assertThat(mailboxes.isOpenFor("dev1")).isTrue();
    assertThat(mailboxes.handOver("dev1", new byte[] {'x'})).isTrue();
    mailboxes.clear();
    assertThat(client.get().getResponseText()).isEqualTo("x");
    for (int i = 0; i < 19; i++) {
      mailboxes.handOver("dev1", new byte[] {'y'});
    }
    await().until(() -> mailboxes.handOver("dev1", new byte[] {'y'}));
    assertThat(mailboxes.handOver("dev1", new byte[] {'y'})).isFalse();
    client.shutdown();
  }

  @Test
  void refusesAResultThatIsNoneAndTellsToComeLaterWithoutABroker() throws Exception {
    String path =
        "/v1/devices/dev1/commands/0195523c-8a00-7000-8000-000000000001/result?token=s3cret";
    assertThat(post(path, "{\"state\":\"MAYBE\"}", 50).getCode())
        .isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(post(path, "{\"state\":\"SUCCEEDED\",\"result\":{\"a\":1}}", 50).getCode())
        .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
  }

  private CoapClient secure(String path, String identity, byte[] key) {
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 300, TimeUnit.MILLISECONDS);
    config.set(CoapConfig.MAX_RETRANSMIT, 1);
    DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(config);
    dtls.setAddress(new InetSocketAddress("127.0.0.1", 0));
    dtls.setAdvancedPskStore(new AdvancedSinglePskStore(identity, key));
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls.build()))
            .build();
    CoapClient client = new CoapClient("coaps://127.0.0.1:" + door.securePort() + path);
    client.setTimeout(4_000L);
    client.setEndpoint(endpoint);
    return client;
  }

  private ResponseCode overDtls(String device, String identity, byte[] key) throws Exception {
    CoapClient client = secure("/v1/devices/" + device + "/telemetry", identity, key);
    try {
      CoapResponse response = client.post("{\"a\":1}", MediaTypeRegistry.APPLICATION_JSON);
      return response == null ? null : response.getCode();
    } catch (ConnectorException | IOException e) {
      return null;
    } finally {
      client.getEndpoint().destroy();
      client.shutdown();
    }
  }

  @Test
  void takesReadingsOverDtlsWithoutAToken() throws Exception {
    assertThat(overDtls("key1", "key1-psk", KEY)).isEqualTo(ResponseCode.CHANGED);
    assertThat(used).containsExactly("key1-credential");
    assertThat(batches).hasSize(1);
  }

  @Test
  void letsADeviceThatProvedItselfReachItsOwnPathsOnly() throws Exception {
    assertThat(overDtls("dev1", "key1-psk", KEY)).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(overDtls("leaf1", "key1-psk", KEY)).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(overDtls("nobody", "key1-psk", KEY)).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(batches).isEmpty();
  }

  @Test
  void letsAGatewaySpeakForTheDevicesBehindIt() throws Exception {
    assertThat(overDtls("leaf1", "gate1-psk", KEY)).isEqualTo(ResponseCode.CHANGED);
    assertThat(used).containsExactly("gate1-credential");
    assertThat(overDtls("key1", "gate1-psk", KEY)).isEqualTo(ResponseCode.FORBIDDEN);
  }

  @Test
  void failsTheHandshakeOfAWrongKeyAStrangerAndADisabledDevice() throws Exception {
    byte[] wrong = "wrong-wrong-wron".getBytes(StandardCharsets.UTF_8);
    assertThat(overDtls("key1", "key1-psk", wrong)).isNull();
    assertThat(overDtls("key1", "stranger", KEY)).isNull();
    assertThat(overDtls("off2", "off2-psk", KEY)).isNull();
    assertThat(batches).isEmpty();
  }

  @Test
  void endsASessionWhoseCredentialWasRevoked() throws Exception {
    CoapClient client = secure("/v1/devices/key1/telemetry", "key1-psk", KEY);
    try {
      assertThat(client.post("{\"a\":1}", 50).getCode()).isEqualTo(ResponseCode.CHANGED);
      intake.registryIs(
          new Registry(
              Map.of("key1", new RegisteredDevice("key1", true, List.of(), null)), Map.of(), null));
      assertThat(client.post("{\"a\":2}", 50).getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
    } finally {
      client.getEndpoint().destroy();
      client.shutdown();
    }
  }

  @Test
  void tellsADeviceOverItsQuotaToComeLater() throws Exception {
    String path = "/v1/devices/lim1/telemetry?token=s3cret";
    assertThat(post(path, "{\"a\":1}", 50).getCode()).isEqualTo(ResponseCode.CHANGED);
    assertThat(post(path, "{\"a\":2}", 50).getCode()).isEqualTo(ResponseCode.CHANGED);
    CoapResponse third = post(path, "{\"a\":3}", 50);
    assertThat(third.getCode()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
    assertThat(third.getOptions().getMaxAge()).isBetween(8L, 10L);
  }

  @Test
  void refusesPlainCoapOutsideOfTheLoopbackInterface() {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    assertThatThrownBy(() -> new CoapDoor.Plain(everywhere, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("iotcrm.edge.coap.plain=anywhere");
    assertThat(new CoapDoor.Plain(everywhere, true).anywhere()).isTrue();
  }
}
