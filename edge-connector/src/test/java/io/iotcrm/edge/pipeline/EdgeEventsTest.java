package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.edge.quota.Quotas;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredProfile;
import io.iotcrm.edge.registry.RegisteredRule;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where what rules did at the edge is, in what leaves it. */
class EdgeEventsTest {
  private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final byte[] KEY = new byte[32];

  @TempDir private Path directory;
  private final List<OutgoingBatch> batches = new ArrayList<>();
  private final List<Long> acknowledged = new ArrayList<>();
  private final EdgeCounters counters = new EdgeCounters();
  private DeviceRules rules;
  private Batcher batcher;
  private Intake intake;

  @BeforeEach
  void open() throws IOException {
    batcher = new Batcher("e1", 1, Duration.ofHours(1), batches::add);
    rules = new DeviceRules(directory.resolve("rules"), counters);
    intake =
        new Intake(
            batcher,
            directory.resolve("intervals"),
            new Intake.Limits(Duration.ofMinutes(5), Duration.ofDays(3_700), 32, 1_000),
            new Quotas(() -> Registry.EMPTY, 0, System::nanoTime, CLOCK),
            new Intake.Reports(
                counters,
                new StageCounters(),
                new Rejections(counters, CLOCK),
                new UnknownNames(CLOCK)),
            rules,
            () -> {},
            CLOCK);
  }

  @AfterEach
  void close() {
    rules.close();
    intake.pipeline().stop();
    intake.pipeline().close();
    batcher.close();
  }

  private void profile(String settings) throws MalformedTelemetryException {
    Map<String, Object> sections = new HashMap<>();
    ((Map<?, ?>) JsonTree.parse(settings.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .forEach((name, section) -> sections.put((String) name, section));
    intake.registryIs(
        new Registry(
            Map.of("d1", new RegisteredDevice("d1", true, List.of(), "p")),
            Map.of("p", new RegisteredProfile(List.of(), sections)),
            List.of(
                new RegisteredRule(
                    new UUID(1, 2),
                    1,
                    new RuleDefinition(
                        "warm",
                        null,
                        "p",
                        "latest.t > 8",
                        null,
                        RuleTiming.hold(0),
                        Severity.MAJOR,
                        "[]",
                        true,
                        true))),
            KEY));
  }

  private void send(long millis, double temperature) throws InterruptedException {
    intake.fromBroker(
        "d1",
        ("{\"ts\":" + (START + millis) + ",\"t\":" + temperature + "}")
            .getBytes(StandardCharsets.UTF_8),
        () -> acknowledged.add(millis));
  }

  private List<IngestBatch> sent() throws MalformedTelemetryException {
    List<IngestBatch> sent = new ArrayList<>();
    for (OutgoingBatch batch : batches) {
      if (batch.bytes() != null) {
        sent.add(new IngestBatchCodec().decode(batch.bytes()));
      }
    }
    return sent;
  }

  @Test
  void leavesInTheBatchOfItsReadingAndIsDoneWithWhenThatIsSafe() throws Exception {
    profile("{}");
    send(0, 5);
    send(1_000, 9);
    List<IngestBatch> sent = sent();
    assertThat(sent.get(0).events()).isEmpty();
    assertThat(sent.get(1).readings()).extracting(Reading::value).containsExactly(9.0);
    assertThat(sent.get(1).events()).hasSize(1);
    assertThat(sent.get(1).events().get(0).ruleId()).isEqualTo(new UUID(1, 2));
    assertThat(sent.get(1).events().get(0).raisedAt())
        .isEqualTo(sent.get(1).readings().get(0).at());
    assertThat(rules.waiting()).isEqualTo(1);

    batches.forEach(OutgoingBatch::acknowledge);
    assertThat(acknowledged).containsExactly(0L, 1_000L);
    assertThat(rules.waiting()).isZero();
  }

  @Test
  void firesOnWhatTheStagesKeepFromTheCentre() throws Exception {
    profile("{'pipeline':{'series':{'t':{'maxPerSecond':1}}}}");
    send(0, 5);
    send(100, 9); // not sent: more than one in this second
    send(200, 5);
    send(1_000, 5);
    List<IngestBatch> sent = sent();
    assertThat(sent.stream().flatMap(batch -> batch.readings().stream()).map(Reading::value))
        .containsExactly(5.0, 5.0);
    assertThat(sent.stream().flatMap(batch -> batch.events().stream()).map(e -> e.raised()))
        .containsExactly(true, false);
    batches.forEach(OutgoingBatch::acknowledge);
    assertThat(rules.waiting()).isZero();
    assertThat(acknowledged).containsExactly(0L, 100L, 200L, 1_000L);
  }

  @Test
  void doesNotTellSingleValuesOfWhatLeavesSummedUpOnly() throws Exception {
    profile("{'pipeline':{'series':{'t':{'aggregate':{'interval':'PT5M','functions':['avg']}}}}}");
    send(0, 9);
    assertThat(sent().get(0).readings()).isEmpty();
    assertThat(sent().get(0).events().get(0).values()).isEmpty();
    profile("{}");
    send(1_000, 5);
    assertThat(sent().get(1).events().get(0).values()).containsEntry("latest.t", 5.0);
  }

  @Test
  void leavesUnderThePseudonymOfItsDeviceAndByTheSameLane() throws Exception {
    profile("{'privacy':{'pseudonyms':{'device':true}}}");
    send(0, 9);
    String pseudonym = new Pseudonyms(KEY).of(Pseudonyms.Kind.DEVICE, "d1");
    assertThat(sent().get(0).events().get(0).deviceId()).isEqualTo(pseudonym);
    assertThat(batches.get(0).lane()).isEqualTo(Lanes.of(pseudonym));
    batches.forEach(OutgoingBatch::acknowledge);
    assertThat(rules.waiting()).isZero();
  }

  @Test
  void whatASilentDeviceBroughtAboutLeavesWithoutReadings() throws Exception {
    profile("{}");
    RegisteredDevice device = intake.device("d1");
    intake.happened(
        device,
        rules.take(
            device, List.of(new Reading("d1", "t", Instant.ofEpochMilli(START), 9.0, null))));
    assertThat(sent().get(0).readings()).isEmpty();
    assertThat(sent().get(0).events()).hasSize(1);
    assertThat(batches.get(0).lane()).isEqualTo(Lanes.of("d1"));
  }
}
