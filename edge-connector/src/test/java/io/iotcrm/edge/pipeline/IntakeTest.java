package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.SeriesSpec;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final List<OutgoingBatch> batches = new ArrayList<>();
  private final Batcher batcher = new Batcher("e1", 1, Duration.ofHours(1), batches::add);
  private final EdgeCounters counters = new EdgeCounters();
  private final Rejections rejections = new Rejections(counters, clock);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> acknowledged = new ArrayList<>();
  private final StageCounters stages = new StageCounters();
  private final UnknownNames unknownNames = new UnknownNames(clock);
  @TempDir private Path directory;
  private Intake intake;
  private Registry limited = Registry.EMPTY;

  private static Registry registry(String... ids) {
    Map<String, RegisteredDevice> devices = new HashMap<>();
    for (String id : ids) {
      devices.put(id, new RegisteredDevice(id, !id.startsWith("off"), List.of(), "dht22"));
    }
    return new Registry(
        devices,
        Map.of(
            "dht22",
            new RegisteredProfile(
                List.of(
                    new SeriesSpec("temperature", "Cel", SeriesSpec.Kind.NUMBER, -40.0, 80.0)))),
        null);
  }

  @BeforeEach
  void known() throws IOException {
    intake =
        new Intake(
            batcher,
            directory.resolve("intervals"),
            new Intake.Limits(Duration.ofMinutes(5), Duration.ofDays(370), 32, 1_000),
            new Quotas(() -> limited, 0, System::nanoTime, clock),
            new Intake.Reports(counters, stages, rejections, unknownNames),
            new DeviceRules(directory.resolve("rules"), counters),
            asked::incrementAndGet,
            clock);
    intake.registryIs(registry("dev1", "off1"));
  }

  private void send(String device, String payload) throws InterruptedException {
    intake.fromBroker(
        device, payload.getBytes(StandardCharsets.UTF_8), () -> acknowledged.add(device + payload));
  }

  private List<Reading> readings() throws MalformedTelemetryException {
    List<Reading> readings = new ArrayList<>();
    for (OutgoingBatch batch : batches) {
      if (batch.bytes() != null) {
        readings.addAll(new IngestBatchCodec().decode(batch.bytes()).readings());
      }
    }
    return readings;
  }

  @AfterEach
  void close() {
    intake.pipeline().stop();
    intake.pipeline().close();
    batcher.close();
  }

  private void makeSafe() {
    batches.forEach(batch -> batch.acknowledgements().forEach(Acknowledgement::acknowledge));
  }

  @Test
  void acknowledgesADeviceMessageOnlyAfterItsBatchIsSafe() throws Exception {
    send("dev1", "{\"temperature\":4.2}");
    assertThat(readings()).containsExactly(new Reading("dev1", "temperature", now, 4.2, null));
    assertThat(acknowledged).isEmpty();
    makeSafe();
    assertThat(acknowledged).hasSize(1);
  }

  @Test
  void refusesWhatIsBeyondTheReadingsOfTheDayUntilTheNextOne() throws Exception {
    limited =
        new Registry(
            Map.of(),
            Map.of(
                "dht22",
                new RegisteredProfile(List.of(), Map.of("quota", Map.of("readingsPerDay", 2.0)))),
            null);
    send("dev1", "{\"temperature\":1,\"humidity\":40}");
    send("dev1", "{\"temperature\":2}");
    assertThat(readings()).hasSize(2);
    assertThat(acknowledged).containsExactly("dev1{\"temperature\":2}");
    assertThat(counters.rejected()).containsExactly(Map.entry("over-quota", 1L));
    assertThat(rejections.recent().get(0).device()).isEqualTo("dev1");

    now = now.plus(Duration.ofDays(1));
    send("dev1", "{\"temperature\":3}");
    assertThat(readings()).hasSize(3);
  }

  @Test
  void acknowledgesAMalformedMessageAtOnceAndGoesOn() throws Exception {
    send("dev1", "rubbish");
    send("dev1", "{\"temperature\":NaN}");
    send("dev1", "{\"temperature\":4.2}");
    assertThat(acknowledged).hasSize(2);
    assertThat(readings()).hasSize(1);
    assertThat(counters.rejected()).containsExactly(Map.entry("malformed", 2L));
    assertThat(rejections.recent().get(0).device()).isEqualTo("dev1");
  }

  @Test
  void keepsTheBelievableReadingsOfAMessage() throws Exception {
    send("dev1", "{\"temperature\":999,\"humidity\":40}");
    assertThat(readings()).extracting(Reading::key).containsExactly("humidity");
    assertThat(counters.rejected()).containsExactly(Map.entry("out-of-range", 1L));
    send("dev1", "{\"temperature\":999}");
    assertThat(acknowledged).hasSize(1);
  }

  @Test
  void refusesADisabledDevice() throws Exception {
    send("off1", "{\"temperature\":4.2}");
    assertThat(readings()).isEmpty();
    assertThat(acknowledged).hasSize(1);
    assertThat(counters.rejected()).containsExactly(Map.entry("disabled-device", 1L));
  }

  @Test
  void holdsTheMessageOfAnUnknownDeviceUntilTheRegistryWasAsked() throws Exception {
    send("dev2", "{\"temperature\":4.2}");
    send("dev3", "{\"temperature\":4.2}");
    assertThat(asked.get()).isPositive();
    assertThat(acknowledged).isEmpty();
    intake.registryIs(registry("dev1", "dev2"));
    assertThat(readings()).extracting(Reading::deviceId).containsExactly("dev2");
    assertThat(acknowledged).isEmpty();
    now = now.plusSeconds(3);
    intake.registryIs(registry("dev1", "dev2"));
    assertThat(acknowledged).hasSize(1).first().asString().startsWith("dev3");
    assertThat(counters.rejected()).containsExactly(Map.entry("unknown-device", 1L));
  }

  @Test
  void doesNotHoldEverythingThatStrangersSend() throws Exception {
    for (int i = 0; i < 300; i++) {
      send("stranger" + i, "{\"a\":1}");
    }
    assertThat(counters.rejected()).containsExactly(Map.entry("unknown-device", 44L));
    send("dev1", "{\"temperature\":4.2}");
    assertThat(readings()).hasSize(1);
  }

  @Test
  void acknowledgesADuplicateOnlyAfterWhatCameBeforeIt() throws Exception {
    String message = "{\"temperature\":4.2,\"ts\":\"2026-03-01T11:59:00Z\"}";
    send("dev1", message);
    send("dev1", message);
    assertThat(readings()).hasSize(1);
    assertThat(acknowledged).isEmpty();
    makeSafe();
    assertThat(acknowledged).hasSize(2);
  }

  @Test
  void givesMessagesThatArriveTogetherTimesOfTheirOwn() throws Exception {
    send("dev1", "{\"temperature\":4.2}");
    send("dev1", "{\"temperature\":4.2,\"humidity\":40}");
    send("dev1", "{\"temperature\":4.2,\"ts\":\"2026-03-01T11:59:00Z\"}");
    assertThat(readings())
        .containsExactly(
            new Reading("dev1", "temperature", now, 4.2, null),
            new Reading("dev1", "temperature", now.plusMillis(1), 4.2, null),
            new Reading("dev1", "humidity", now.plusMillis(1), 40.0, null),
            new Reading("dev1", "temperature", now.minusSeconds(60), 4.2, null));
  }

  @Test
  void countsAMessageWithoutATimeOnceThoughItIsDeliveredAgain() throws Exception {
    send("dev1", "{\"temperature\":4.2}");
    intake.brokerLost();
    now = now.plusSeconds(5);
    intake.brokerBack();
    send("dev1", "{\"temperature\":4.2}");
    assertThat(readings()).hasSize(1);
    makeSafe();
    assertThat(acknowledged).hasSize(2);
    send("dev1", "{\"temperature\":4.2}");
    assertThat(readings()).hasSize(2);
  }

  @Test
  void aGatewayIsHeardForItsDevicesOnlyAndAcknowledgedOnceAllAreSafe() throws Exception {
    Map<String, RegisteredDevice> devices = new HashMap<>(registry("dev1").devices());
    devices.put(
        "hub",
        new RegisteredDevice("hub", true, List.of(), "dht22", List.of(), true, null, List.of()));
    for (String id : List.of("behind1", "behind2")) {
      devices.put(
          id,
          new RegisteredDevice(id, true, List.of(), "dht22", List.of(), false, "hub", List.of()));
    }
    intake.registryIs(new Registry(devices, registry("dev1").profiles(), null));
    String message =
        "{\"behind1\":{\"temperature\":1},\"dev1\":{\"temperature\":2},"
            + "\"behind2\":[{\"n\":\"temperature\",\"v\":3}],\"no id!\":{}}";

    intake.fromGatewayOf(
        "hub", message.getBytes(StandardCharsets.UTF_8), () -> acknowledged.add("hub"));

    assertThat(readings())
        .extracting(Reading::deviceId, Reading::value)
        .containsExactly(tuple("behind1", 1.0), tuple("behind2", 3.0));
    assertThat(counters.rejected()).containsEntry("not-its-device", 1L);
    batches.get(0).acknowledgements().forEach(Acknowledgement::acknowledge);
    assertThat(acknowledged).isEmpty();
    batches.get(1).acknowledgements().forEach(Acknowledgement::acknowledge);
    assertThat(acknowledged).containsExactly("hub");
  }
}
