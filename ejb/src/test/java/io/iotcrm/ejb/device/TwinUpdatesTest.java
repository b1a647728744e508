package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.rule.twin.TwinCodec;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.platform.StartingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On two members of a real grid. */
@Timeout(60)
class TwinUpdatesTest {
  private static final Instant T0 =
      Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  private static final String PROFILE = "dht22";
  private static final String GRID = "twins-" + Ids.next();

  /** A member of the grid with what an instance of the application has beside it. */
  private static final class Member implements TwinMemory {
    private final HazelcastInstance grid;
    private final AtomicReference<RuleSet> rules = new AtomicReference<>();
    private final TwinOwner owner = new TwinOwner(rules);
    private final AtomicInteger recalled = new AtomicInteger();
    private List<Double> temperatures = List.of();
    private final TwinHolds holds;
    private final TwinUpdates updates;

    Member(String name, List<String> others) {
      grid = Hazelcast.newHazelcastInstance(configuration(name, others));
      owner.open(grid);
      holds = new TwinHolds(holdsMap());
      updates = new TwinUpdates(twins(), holds, this);
    }

    IMap<Integer, TwinShard> twins() {
      return grid.getMap(TwinShard.MAP);
    }

    /** Null where the grid has none. */
    byte[] bytes(String device) {
      return twins().executeOnKey(TwinShard.of(device), new TwinBytes(device));
    }

    IMap<String, Long> holdsMap() {
      return grid.getMap("holds");
    }

    String address() {
      return "127.0.0.1:" + grid.getCluster().getLocalMember().getAddress().getPort();
    }

    /** Its twin, and the moment at which it has to be asked. */
    boolean owns(String device) {
      return owns((Object) TwinShard.of(device)) && owns((Object) device);
    }

    private boolean owns(Object key) {
      return grid.getPartitionService().getPartition(key).getOwner().localMember();
    }

    Map<String, DeviceWork.Fired> apply(DeviceWork... works) throws Exception {
      Map<String, KnownDevice> known = new HashMap<>();
      for (DeviceWork work : works) {
        known.put(work.deviceId(), device(work.deviceId()));
      }
      return updates.apply(List.of(works), known);
    }

    Twin twin(String device) {
      return TwinCodec.decode(bytes(device)).orElseThrow();
    }

    long asked() {
      long asked = 0;
      for (Verdict verdict : Verdict.values()) {
        asked += owner.verdicts(verdict);
      }
      return asked;
    }

    @Override
    public Map<String, Twin> recall(Collection<Question> questions) {
      Map<String, Twin> twins = new HashMap<>();
      for (Question question : questions) {
        recalled.incrementAndGet();
        Twin twin = new Twin();
        twin.remember(new Reading(question.device().id(), "remembered", T0, 1.0, null));
        for (int i = 0; i < temperatures.size(); i++) {
          twin.remember(
              new Reading(
                  question.device().id(),
                  "temperature",
                  T0.plusSeconds(i),
                  temperatures.get(i),
                  null));
        }
        twins.put(question.device().id(), twin);
      }
      return twins;
    }
  }

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private Member here;
  private Member there;

  private static Config configuration(String name, List<String> others) {
    Config config = new Config(GRID + name);
    config.setClusterName(GRID);
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.getMetricsConfig().setEnabled(false);
    config.getMapConfig(TwinShard.MAP).setInMemoryFormat(InMemoryFormat.OBJECT);
    config.getNetworkConfig().setPort(25801).setPortCount(100);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(others);
    return config;
  }

  private static KnownDevice device(String id) {
    DeviceTraits traits = new DeviceTraits(id, PROFILE, "Riga", null, null, Map.of("limit", 8.0));
    return new KnownDevice(id, 1, true, null, null, traits, Set.of(), T0);
  }

  private static RuleSet rules(String condition, int hold) {
    return new RuleSet(
        List.of(
            CompiledRule.compile(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                new RuleDefinition(
                    "warm", null, PROFILE, condition, null, hold, Severity.MAJOR, "[]", true))));
  }

  private static DeviceWork temperature(String device, Instant at, double value) {
    return DeviceWork.apply(device, List.of(new Reading(device, "temperature", at, value, "Cel")));
  }

  @BeforeEach
  void join() throws Exception {
    here = new Member("here", List.of());
    there = new Member("there", List.of(here.address()));
    inForce(rules("latest.temperature > device.attributes.limit", 0));
    assertThat(here.grid.getCluster().getMembers()).hasSize(2);
    here.twins().size(); // lets the members share out the partitions
    await(() -> here.grid.getPartitionService().isClusterSafe() && ownedBy(there) != null);
  }

  @AfterEach
  void leave() {
    threads.shutdownNow();
    here.grid.getLifecycleService().terminate();
    there.grid.getLifecycleService().terminate();
  }

  private void inForce(RuleSet rules) {
    here.rules.set(rules);
    there.rules.set(rules);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("time").isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Null while it owns none. */
  private static String ownedBy(Member member) {
    for (int i = 0; i < 1_000; i++) {
      if (member.owns("device-" + i)) {
        return "device-" + i;
      }
    }
    return null;
  }

  @Test
  void asksTheRulesOnceAndOnTheOwner() throws Exception {
    String device = ownedBy(there);

    Map<String, DeviceWork.Fired> fired = here.apply(temperature(device, T0, 9));

    assertThat(fired.get(device).events())
        .singleElement()
        .satisfies(event -> assertThat(event.raisedAt()).isEqualTo(T0));
    assertThat(there.asked()).isEqualTo(1);
    assertThat(here.asked()).isZero();
  }

  @Test
  void theBackupHasTheTwinWhenTheOwnerDies() throws Exception {
    String device = ownedBy(there);
    List<RuleEvent> events = here.apply(temperature(device, T0, 9)).get(device).events();
    byte[] onOwner = here.bytes(device);

    there.grid.getLifecycleService().terminate();

    assertThat(here.bytes(device)).isEqualTo(onOwner);
    assertThat(here.apply(temperature(device, T0.plusSeconds(1), 9)).get(device).events())
        .as("raised once, and reported until it is confirmed")
        .isEqualTo(events);
    assertThat(here.recalled.get()).isEqualTo(1);
  }

  @Test
  void concurrentGroupsOnOneDeviceLoseNothingWhileOwnershipMoves() throws Exception {
    inForce(rules("size(window) > 99", 0)); // wants them all
    int threadCount = 4;
    int each = 150;
    String device = ownedBy(there);
    AtomicInteger done = new AtomicInteger();
    List<Future<Void>> running = new ArrayList<>();
    for (int t = 0; t < threadCount; t++) {
      String series = "series" + t;
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  Instant at = T0.plusMillis(i);
                  here.apply(
                      DeviceWork.apply(
                          device, List.of(new Reading(device, series, at, i * 1.0, null))));
                  done.incrementAndGet();
                }
                return null;
              }));
    }
    await(() -> done.get() > threadCount * each / 4);
    there.grid.shutdown();
    for (Future<Void> one : running) {
      one.get(30, TimeUnit.SECONDS);
    }

    Twin twin = here.twin(device);
    for (int t = 0; t < threadCount; t++) {
      assertThat(verdicts(twin, "window.series" + t + ".count1h == " + each + ".0"))
          .containsExactly(Verdict.TRUE);
      twin = here.twin(device);
    }
  }

  private static List<Verdict> verdicts(Twin twin, String condition) {
    List<Verdict> verdicts = new ArrayList<>();
    twin.tick(T0.plusSeconds(1), device("d").traits(), rules(condition, 0), verdicts::add);
    return verdicts;
  }

  @Test
  void aColdTwinIsInstalledOnce() throws Exception {
    String device = ownedBy(there);
    List<Future<Map<String, DeviceWork.Fired>>> running = new ArrayList<>();
    for (Member member : List.of(here, there, here, there)) {
      String series = "series" + running.size();
      running.add(
          threads.submit(
              () ->
                  member.apply(
                      DeviceWork.apply(
                          device, List.of(new Reading(device, series, T0, 1.0, null))))));
    }
    for (Future<?> one : running) {
      one.get(20, TimeUnit.SECONDS);
    }

    assertThat(there.owner.rebuilt()).isEqualTo(1);
    assertThat(here.twin(device).latest(device))
        .extracting(Reading::key)
        .containsExactly("remembered", "series0", "series1", "series2", "series3");
  }

  @Test
  void aTwinThatCannotBeReadIsRebuilt() throws Exception {
    String device = ownedBy(there);
    here.twins()
        .executeOnKey(TwinShard.of(device), new TwinCopies(Map.of(device, new byte[] {99})));

    here.apply(temperature(device, T0, 9));

    assertThat(here.twin(device).latest(device))
        .extracting(Reading::key)
        .containsExactly("remembered", "temperature");
  }

  @Test
  void aRuleThatWantsAWindowForTheFirstTimeGetsWhatTheDatabaseKnows() throws Exception {
    String device = ownedBy(there);
    assertThat(here.apply(temperature(device, T0.plusSeconds(2), 7))).isEmpty();
    here.recalled.set(0);
    here.temperatures = List.of(3.0, 4.0, 7.0);

    inForce(rules("window.temperature.sum1h == 3.0 + 4.0 + 7.0 + 1.0", 0));

    assertThat(here.apply(temperature(device, T0.plusSeconds(3), 1))).containsKey(device);
    assertThat(here.recalled.get()).isEqualTo(1);
    here.apply(temperature(device, T0.plusSeconds(4), 1));
    assertThat(here.recalled.get()).as("only once").isEqualTo(1);
  }

  @Test
  void redeliveryChangesNothingAndReportsUntilConfirmed() throws Exception {
    String device = ownedBy(there);
    DeviceWork work = temperature(device, T0, 9);
    List<RuleEvent> events = here.apply(work).get(device).events();
    byte[] once = here.bytes(device);

    assertThat(there.apply(work).get(device).events()).isEqualTo(events);
    assertThat(here.bytes(device)).isEqualTo(once);
    assertThat(here.apply(DeviceWork.confirm(device, events))).isEmpty();
    assertThat(there.apply(work)).isEmpty();
  }

  /** One operation for a shard, an answer for each device. */
  @Test
  void devicesOfOneShardAreAnsweredEach() throws Exception {
    List<String> devices = new ArrayList<>();
    for (int i = 0; devices.size() < 4; i++) {
      if (TwinShard.of("device-" + i) == 0) {
        devices.add("device-" + i);
      }
    }
    here.apply(temperature(devices.get(0), T0, 7));

    Map<String, DeviceWork.Fired> fired =
        here.apply(
            temperature(devices.get(0), T0.plusSeconds(1), 9), // known
            temperature(devices.get(1), T0, 9), // cold
            temperature(devices.get(2), T0, 7),
            temperature(devices.get(3), T0, 10));

    assertThat(fired.keySet())
        .containsExactlyInAnyOrder(devices.get(0), devices.get(1), devices.get(3));
    fired.forEach(
        (device, its) ->
            assertThat(its.events())
                .singleElement()
                .satisfies(event -> assertThat(event.values()).containsKey("latest.temperature")));
    assertThat(here.recalled.get() + there.recalled.get()).isEqualTo(4);
    for (String device : devices) {
      assertThat(here.twin(device).latest(device))
          .extracting(Reading::key)
          .containsExactly("remembered", "temperature");
    }
  }

  @Test
  void aMemberThatLeavesHandsItsShardsOverAndTheBackupHasThemAll() throws Exception {
    DeviceWork[] works = new DeviceWork[300];
    for (int i = 0; i < works.length; i++) {
      works[i] = temperature("device-" + i, T0, i);
    }
    here.apply(works);
    for (int i = 0; i < works.length; i += 2) {
      here.apply(temperature("device-" + i, T0.plusSeconds(1), 1_000 + i));
    }
    Map<String, byte[]> before = new HashMap<>();
    for (int i = 0; i < works.length; i++) {
      before.put("device-" + i, here.bytes("device-" + i));
    }

    there.grid.shutdown();
    before.forEach((device, bytes) -> assertThat(here.bytes(device)).isEqualTo(bytes));

    there = new Member("again", List.of(here.address()));
    there.rules.set(here.rules.get());
    await(() -> here.grid.getPartitionService().isClusterSafe() && ownedBy(there) != null);
    before.forEach((device, bytes) -> assertThat(there.bytes(device)).isEqualTo(bytes));
    here.grid.getLifecycleService().terminate();
    before.forEach((device, bytes) -> assertThat(there.bytes(device)).isEqualTo(bytes));
  }

  @Test
  void worksOfOneDeviceAreDoneInTheirOrder() throws Exception {
    String device = ownedBy(there);

    List<RuleEvent> events =
        here.apply(
                temperature(device, T0, 9),
                temperature(device, T0.plusSeconds(1), 7),
                temperature(device, T0.plusSeconds(2), 9))
            .get(device)
            .events();

    assertThat(events)
        .extracting(RuleEvent::kind)
        .containsExactly(RuleEvent.Kind.RAISED, RuleEvent.Kind.CLEARED, RuleEvent.Kind.RAISED);
  }

  @Test
  void waitsForAnOwnerWithoutRules() throws Exception {
    String device = ownedBy(there);
    RuleSet rules = there.rules.getAndSet(null);
    DeviceWork work = temperature(device, T0, 9);

    assertThatThrownBy(() -> here.apply(work)).isInstanceOf(StartingException.class);
    assertThat(here.bytes(device)).isNull();

    there.rules.set(rules);
    assertThat(here.apply(work)).containsKey(device);
  }

  @Test
  void leavesWorkOfUnknownDevicesUndone() throws Exception {
    assertThat(here.updates.apply(List.of(temperature("nobody", T0, 9)), Map.of())).isEmpty();
    assertThat(here.bytes("nobody")).isNull();
  }

  @Test
  void asksASilentDeviceAgainWhenARuleHasHeldLongEnough() throws Exception {
    inForce(rules("latest.temperature > 8", 60));
    String device = ownedBy(there);

    assertThat(here.apply(temperature(device, T0, 9))).isEmpty();
    assertThat(here.holdsMap().get(device)).isEqualTo(T0.plusSeconds(60).toEpochMilli());
    assertThat(there.holds.dueHere()).containsExactly(device);
    assertThat(here.holds.dueHere()).isEmpty();

    assertThat(there.apply(DeviceWork.tick(device))).containsKey(device);
    assertThat(here.holdsMap().containsKey(device)).isFalse();
  }

  @Test
  void aMomentThatCameForNothingIsForgotten() throws Exception {
    inForce(rules("latest.temperature > 8", 60));
    String device = ownedBy(there);
    here.apply(temperature(device, T0, 9));
    here.apply(temperature(device, T0.plusSeconds(1), 7));

    assertThat(there.apply(DeviceWork.tick(device))).isEmpty();
    assertThat(here.holdsMap().containsKey(device)).isFalse();
  }

  @Test
  void aRuleAboutSilenceTellsTheGridOfAMomentOnlyOnce() throws Exception {
    inForce(rules("silentSeconds >= 600", 0));
    String device = ownedBy(there);
    Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    here.apply(temperature(device, now, 1));
    assertThat(here.holdsMap().get(device)).isEqualTo(now.plusSeconds(600).toEpochMilli());

    here.holdsMap().delete(device);
    here.apply(temperature(device, now.plusMillis(5), 1));
    assertThat(here.holdsMap().containsKey(device)).as("told before").isFalse();

    here.apply(DeviceWork.tick(device));
    inForce(rules("silentSeconds >= 300", 0));
    here.apply(temperature(device, now.plusMillis(10), 1));
    assertThat(here.holdsMap().get(device))
        .as("an earlier one is news")
        .isEqualTo(now.plusMillis(10).plusSeconds(300).toEpochMilli());
  }

  @Test
  void aDeviceThatWasSilentBeforeTheStartFiresWhenItIsAsked() throws Exception {
    inForce(rules("silentSeconds >= 60", 0));
    String device = ownedBy(there);

    List<RuleEvent> events = here.apply(DeviceWork.tick(device)).get(device).events();

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.raisedAt()).isEqualTo(T0.plusSeconds(60)));
    assertThat(here.apply(DeviceWork.tick(device)).get(device).events()).isEqualTo(events);
    assertThat(here.holds.without(Set.of(device))).containsExactly(device);
  }

  @Test
  void aBlockedDeviceIsNotAskedWhetherItIsSilent() throws Exception {
    inForce(rules("silentSeconds >= 60", 0));
    KnownDevice on = device("d1");
    KnownDevice blocked =
        new KnownDevice("d1", 1, false, null, null, on.traits(), Set.of(), on.updatedAt());
    here.apply(temperature("d1", T0, 1));
    assertThat(here.holdsMap().containsKey("d1")).isTrue();

    assertThat(here.updates.apply(List.of(DeviceWork.tick("d1")), Map.of("d1", blocked))).isEmpty();
    assertThat(here.holdsMap().containsKey("d1")).isFalse();
  }

  @Test
  void theMomentsOfDevicesThatAreGoneAreForgotten() throws Exception {
    here.holdsMap().set("nobody", 1L);
    assertThat(here.updates.apply(List.of(DeviceWork.tick("nobody")), Map.of())).isEmpty();
    assertThat(here.holdsMap().containsKey("nobody")).isFalse();
  }

  @Test
  void readingsOnlyBringAMomentForwardAndAskingOnlyMovesTheOneItSaw() {
    IMap<String, Long> map = here.holdsMap();
    map.executeOnKey("d", new TwinHolds.BringForward(100));
    map.executeOnKey("d", new TwinHolds.BringForward(200));
    assertThat(map.get("d")).isEqualTo(100);
    map.executeOnKey("d", new TwinHolds.BringForward(50));
    map.executeOnKey("d", new TwinHolds.Move(100L, null));
    assertThat(map.get("d")).isEqualTo(50);
    map.executeOnKey("d", new TwinHolds.Move(50L, 300L));
    assertThat(map.get("d")).isEqualTo(300);
  }
}
