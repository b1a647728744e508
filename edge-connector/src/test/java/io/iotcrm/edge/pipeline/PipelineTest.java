package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.JsonTree;
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
import io.iotcrm.edge.status.StageCounters.Totals;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final byte[] KEY = new byte[32];

  @TempDir private Path directory;
  private final List<OutgoingBatch> batches = new CopyOnWriteArrayList<>();
  private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
  private final StageCounters stages = new StageCounters();
  private final EdgeCounters counters = new EdgeCounters();
  private final UnknownNames unknown = new UnknownNames(CLOCK);
  private volatile boolean safe = true;
  private Batcher batcher;
  private Intake intake;
  private ForeignGateways gateways;

  @BeforeEach
  void open() throws IOException {
    batcher =
        new Batcher(
            "e1",
            1,
            Duration.ofHours(1),
            batch -> {
              batches.add(batch);
              if (safe) {
                batch.acknowledgements().forEach(Acknowledgement::acknowledge);
              }
            });
    Intake.Reports reports =
        new Intake.Reports(counters, stages, new Rejections(counters, CLOCK), unknown);
    intake =
        new Intake(
            batcher,
            directory.resolve("intervals"),
            new Intake.Limits(Duration.ofMinutes(5), Duration.ofDays(3_700), 32, 1_000),
            new Quotas(() -> Registry.EMPTY, 0, System::nanoTime, CLOCK),
            reports,
            new DeviceRules(directory.resolve("rules"), counters),
            () -> {},
            CLOCK);
    gateways = new ForeignGateways(intake, reports);
  }

  @AfterEach
  void close() {
    intake.pipeline().stop();
    intake.pipeline().close();
    batcher.close();
  }

  /** As after {@code kill -9}: what was not on disk is gone. */
  private void crash() throws IOException {
    intake.pipeline().stop();
    open();
  }

  private void profile(String settings) throws MalformedTelemetryException {
    Map<String, Object> sections = new HashMap<>();
    ((Map<?, ?>) JsonTree.parse(settings.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .forEach((name, section) -> sections.put((String) name, section));
    intake.registryIs(
        new Registry(
            Map.of(
                "d1",
                new RegisteredDevice(
                    "d1", true, List.of(), "p", List.of(), false, null, List.of("cold room door"))),
            Map.of(
                "p",
                new RegisteredProfile(
                    List.of(new SeriesSpec("t", "Cel", SeriesSpec.Kind.NUMBER, -40.0, 80.0)),
                    sections)),
            KEY));
  }

  private void send(long millis, String values) throws InterruptedException {
    intake.fromBroker(
        "d1",
        ("{\"ts\":" + (START + millis) + "," + values.replace('\'', '"') + "}")
            .getBytes(StandardCharsets.UTF_8),
        () -> acknowledged.add(millis));
  }

  private List<Reading> sent() {
    List<Reading> readings = new ArrayList<>();
    for (OutgoingBatch batch : batches) {
      if (batch.bytes() != null) {
        try {
          readings.addAll(new IngestBatchCodec().decode(batch.bytes()).readings());
        } catch (MalformedTelemetryException e) {
          throw new AssertionError(e);
        }
      }
    }
    return readings;
  }

  private List<Object> values(String key) {
    return sent().stream().filter(r -> r.key().equals(key)).map(Reading::value).toList();
  }

  private Totals stage(String name) {
    return stages.totals().get("p").get(name);
  }

  @Test
  void countsWithoutStagesWhatWasBelievedAndWhatWasNot() throws Exception {
    profile("{}");
    send(0, "'t':20,'u':1");
    send(1, "'t':200");
    assertThat(stage("validate")).isEqualTo(new Totals(2, 0, 1));
    assertThat(stage("duplicate")).isEqualTo(new Totals(2, 0, 0));
    assertThat(acknowledged).containsExactly(0L, 1L);
  }

  @Test
  void convertsUnitsBeforeTheCheck() throws Exception {
    profile("{'pipeline':{'series':{'t':{'convert':{'from':'[degF]','to':'Cel'}}}}}");
    send(0, "'t':100.4");
    assertThat((Double) values("t").get(0)).isCloseTo(38.0, offset(1e-9));
    assertThat(sent().get(0).unit()).isEqualTo("Cel");
    assertThat(stage("convert")).isEqualTo(new Totals(0, 1, 0));
  }

  @Test
  void thinsByTheDevicesClockAndAcknowledgesWhatItDrops() throws Exception {
    profile("{'pipeline':{'default':{'maxPerSecond':2}}}");
    for (int i = 0; i < 20; i++) {
      send(i * 100, "'t':" + i);
    }
    assertThat(values("t")).containsExactly(0.0, 5.0, 10.0, 15.0);
    assertThat(acknowledged).hasSize(20);
    assertThat(stage("rate")).isEqualTo(new Totals(4, 0, 16));
  }

  @Test
  void reportsWhatLeavesTheDeadbandOrIsDue() throws Exception {
    profile(
        "{'pipeline':{'series':{'t':{'deadband':{'absolute':0.5},"
            + "'report':{'on':'change-or-period','period':'PT10S'}}}}}");
    send(0, "'t':20");
    send(1_000, "'t':20.4");
    send(2_000, "'t':20.5");
    send(3_000, "'t':20.5");
    send(12_000, "'t':20.6");
    assertThat(values("t")).containsExactly(20.0, 20.5, 20.6);
    assertThat(stage("deadband").dropped()).isEqualTo(1);
    assertThat(stage("report")).isEqualTo(new Totals(3, 0, 1));
  }

  @Test
  void takesAPercentageOfTheLastReport() throws Exception {
    profile("{'pipeline':{'default':{'deadband':{'percent':10}}}}");
    for (double value : new double[] {50, 54, 55, 60, 61}) {
      send((long) value * 1_000, "'t':" + value);
    }
    assertThat(values("t")).containsExactly(50.0, 55.0, 61.0);
  }

  @Test
  void reportsByPeriodAlone() throws Exception {
    profile("{'pipeline':{'default':{'report':{'on':'period','period':'PT1M'}}}}");
    for (int second = 0; second <= 120; second += 20) {
      send(second * 1_000L, "'t':" + second / 2 + ",'on':true");
    }
    assertThat(values("t")).containsExactly(0.0, 30.0, 60.0);
    assertThat(values("on")).hasSize(3);
  }

  @Test
  void dropsReadingsThatComeTooLateWhereTheProfileSaysSo() throws Exception {
    profile("{'pipeline':{'series':{'t':{'outOfOrder':{'action':'drop'}}}}}");
    send(2_000, "'t':2,'u':2");
    send(1_000, "'t':1,'u':1");
    send(3_000, "'t':3,'u':3");
    assertThat(values("t")).containsExactly(2.0, 3.0);
    assertThat(values("u")).containsExactly(2.0, 1.0, 3.0);
    assertThat(acknowledged).hasSize(3);
    assertThat(stage("order")).isEqualTo(new Totals(2, 0, 1));
  }

  @Test
  void sortsWithinTheWindowAndAcknowledgesOnlyAfterwards() throws Exception {
    profile("{'pipeline':{'default':{'outOfOrder':{'action':'sort','window':'PT0.4S'}}}}");
    send(2_000, "'t':2");
    send(1_000, "'t':1");
    send(3_000, "'t':3");
    assertThat(acknowledged).isEmpty();
    assertThat(values("t")).isEmpty();
    await().until(() -> values("t").size() == 3);
    assertThat(values("t")).containsExactly(1.0, 2.0, 3.0);
    await().until(() -> acknowledged.size() == 3);
    assertThat(stage("order").changed()).isEqualTo(1);
  }

  @Test
  void doesNotAcknowledgeARepetitionBeforeWhatItRepeats() throws Exception {
    profile("{'pipeline':{'default':{'outOfOrder':{'action':'sort','window':'PT0.5S'}}}}");
    send(2_000, "'t':2");
    send(2_000, "'t':2");
    await().during(Duration.ofMillis(200)).until(acknowledged::isEmpty);
    await().until(() -> acknowledged.size() == 2);
    assertThat(values("t")).containsExactly(2.0);
  }

  @Test
  void sendsAnIntervalsAggregatesWhenTheNextBegins() throws Exception {
    profile(
        "{'pipeline':{'series':{'t':{'aggregate':{'interval':'PT1M',"
            + "'functions':['avg','min','max','last','count']}}}}}");
    send(0, "'t':20");
    send(20_000, "'t':26");
    send(40_000, "'t':23");
    await().until(() -> acknowledged.size() == 3);
    assertThat(sent()).isEmpty();
    send(60_000, "'t':21");
    Instant start = Instant.ofEpochMilli(START);
    assertThat(sent())
        .containsExactlyInAnyOrder(
            new Reading("d1", "t.avg", start, 23.0, null),
            new Reading("d1", "t.min", start, 20.0, null),
            new Reading("d1", "t.max", start, 26.0, null),
            new Reading("d1", "t.last", start, 23.0, null),
            new Reading("d1", "t.count", start, 3.0, null));
    send(59_000, "'t':25"); // too late for its interval: goes on as it is
    assertThat(values("t")).containsExactly(25.0);
    assertThat(stage("aggregate")).isEqualTo(new Totals(6, 4, 0));
  }

  @Test
  void endsAnIntervalThoughTheDeviceFallsSilent() throws Exception {
    profile("{'pipeline':{'default':{'aggregate':{'interval':'PT1S','functions':['count']}}}}");
    send(900, "'t':20");
    await().atMost(Duration.ofSeconds(15)).until(() -> values("t.count").equals(List.of(1.0)));
    await().until(() -> intake.pipeline().openIntervals() == 0);
  }

  @Test
  void losesNothingOfAnOpenIntervalInACrashAndCountsARepetitionOnce() throws Exception {
    String settings =
        "{'pipeline':{'default':{'aggregate':{'interval':'PT1M','functions':['sum','count']}}}}";
    profile(settings);
    send(0, "'t':1");
    send(1_000, "'t':2");
    await().until(() -> acknowledged.size() == 2);
    crash();
    profile(settings);
    assertThat(intake.pipeline().openIntervals()).isEqualTo(1);
    send(1_000, "'t':2"); // its acknowledgement was lost with the process
    send(2_000, "'t':4");
    send(61_000, "'t':8");
    assertThat(values("t.sum")).containsExactly(7.0);
    assertThat(values("t.count")).containsExactly(3.0);
  }

  @Test
  void keepsAnIntervalUntilItsAggregatesAreSafe() throws Exception {
    String settings =
        "{'pipeline':{'default':{'aggregate':{'interval':'PT1M','functions':['count']}}}}";
    profile(settings);
    send(0, "'t':1");
    await().until(() -> acknowledged.size() == 1);
    safe = false;
    send(61_000, "'t':2");
    crash();
    safe = true;
    batches.clear();
    profile(settings);
    await().atMost(Duration.ofSeconds(15)).until(() -> values("t.count").size() >= 1);
    assertThat(sent().get(0).at()).isEqualTo(Instant.ofEpochMilli(START));
  }

  @Test
  void appliesAChangedProfileWhileMessagesFlow() throws Exception {
    profile("{}");
    send(0, "'t':20");
    send(1_000, "'t':20.1");
    profile("{'pipeline':{'default':{'deadband':{'absolute':1}}}}");
    send(2_000, "'t':20.2");
    send(3_000, "'t':20.3");
    send(4_000, "'t':22");
    profile("{'pipeline':{'default':{'maxPerSecond':0.1}}}");
    send(11_000, "'t':23");
    send(12_000, "'t':24");
    profile("{}");
    send(13_000, "'t':24.1");
    assertThat(values("t")).containsExactly(20.0, 20.1, 20.2, 22.0, 23.0, 24.1);
  }

  @Test
  void readsPayloadsByTheProfilesMapping() throws Exception {
    profile("{'mapping':{'fields':{'/air/deg':{'series':'t','scale':0.1}}}}");
    send(0, "'air':{'deg':215},'rest':1");
    assertThat(values("t")).containsExactly(21.5);
    assertThat(stage("mapping")).isEqualTo(new Totals(0, 1, 2));
  }

  @Test
  void findsADeviceByWhatItsGatewayCallsItAndReportsStrangers() throws Exception {
    profile("{'mapping':{'use':'zigbee2mqtt','fields':{'/temperature':{'series':'t'}}}}");
    byte[] payload = "{\"temperature\":4.3,\"linkquality\":80}".getBytes(StandardCharsets.UTF_8);
    gateways.take("zigbee2mqtt/cold room door", payload, () -> acknowledged.add(1L));
    gateways.take("zigbee2mqtt/attic", payload, () -> acknowledged.add(2L));
    gateways.take("elsewhere/attic", payload, () -> acknowledged.add(3L));
    assertThat(values("t")).containsExactly(4.3);
    assertThat(sent().get(0).deviceId()).isEqualTo("d1");
    assertThat(acknowledged).containsExactly(1L, 2L, 3L);
    assertThat(counters.rejected())
        .containsEntry("unknown-name", 1L)
        .containsEntry("bad-topic", 1L);
    assertThat(unknown.recent()).extracting(UnknownNames.Unknown::name).containsExactly("attic");
  }

  @Test
  void keepsPrivateWhatTheProfileSays() throws Exception {
    profile(
        "{'privacy':{'drop':['heart*'],'location':{'latitude':'lat','longitude':'lon','metres':1000},"
            + "'pseudonyms':{'device':true,'customer':['who']}}}");
    send(0, "'heart_rate':70,'lat':47.07071,'lon':15.43957,'who':'anna','t':20");
    send(1_000, "'lon':15.43957");
    assertThat(values("heart_rate")).isEmpty();
    assertThat(values("lon")).hasSize(1);
    assertThat(values("lat")).hasSize(1).doesNotContain(47.07071);
    assertThat((Double) values("lat").get(0)).isCloseTo(47.07071, offset(0.0046));
    assertThat(values("who").get(0).toString()).startsWith("ps-").hasSize(25);
    assertThat(sent()).allMatch(r -> r.deviceId().startsWith("ps-"));
    assertThat(stage("privacy")).isEqualTo(new Totals(1, 3, 2));
  }
}
