package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.StageCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The stages that a profile may put on its readings' way to the batcher: order, aggregate, rate,
 * report. Readings of a profile that has none of them go straight on.
 *
 * <p>A message is acknowledged when each of its readings is safe, or dropped on purpose: those that
 * wait for older ones count as open until they went on, those taken into an interval until the
 * interval is on disk. Thread-safe.
 */
public final class Pipeline implements AutoCloseable {
  private static final long TICK_MILLIS = 25;
  private static final int TICKS_A_SECOND = 40;

  /** How long after its end, by the device's clock, an interval waits for a silent device. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Batcher batcher;
  private final AggregateJournal journal;
  private final StageCounters counters;
  private final PrivacyFilter privacy;
  private final Supplier<Plans> plans;
  private final List<Stage> chain;
  private final Map<String, DeviceState> devices = new ConcurrentHashMap<>();
  private final Set<SeriesState> holding = ConcurrentHashMap.newKeySet();
  private final Thread clock = new Thread(this::tick, "pipeline");
  private volatile boolean stopping;

  /**
   * @param journal where open intervals are kept
   * @param plans the registry's newest state
   */
  Pipeline(
      Batcher batcher,
      Path journal,
      StageCounters counters,
      PrivacyFilter privacy,
      Supplier<Plans> plans)
      throws IOException {
    this.batcher = batcher;
    this.journal = new AggregateJournal(journal);
    this.counters = counters;
    this.privacy = privacy;
    this.plans = plans;
    this.chain =
        List.of(
            new OrderStage(holding::add),
            new AggregateStage(this.journal),
            new RateStage(),
            new ReportStage());
    restore();
    clock.setDaemon(true);
    clock.start();
  }

  /** Of a series' open intervals, all but the newest were closed and did not get away. */
  private void restore() {
    for (Accumulator accumulator : journal.open()) {
      DeviceState device = devices.computeIfAbsent(accumulator.deviceId(), DeviceState::new);
      SeriesState state = device.series(accumulator.key());
      if (state == null || state.open != null && state.open.start() > accumulator.start()) {
        accumulator.supersede();
      } else {
        if (state.open != null) {
          state.open.supersede();
        }
        state.open = accumulator;
      }
    }
  }

  /** Forgets devices that are not in the registry any more. */
  void registryIs(Plans now) {
    devices.keySet().removeIf(id -> !now.registry().devices().containsKey(id));
  }

  /**
   * Takes a message's readings, without duplicates.
   *
   * @param events what rules did because of them; they leave at once, whatever becomes of the
   *     readings
   * @param repeated whether some of its readings, or all, came before: then it is not acknowledged
   *     before those are safe
   * @param acknowledgement called once all of them, and all before them, are safe or dropped
   */
  void submit(
      String deviceId,
      List<Reading> readings,
      List<EdgeEvent> events,
      boolean repeated,
      Acknowledgement acknowledgement)
      throws InterruptedException {
    Plans now = plans.get();
    ProfilePlan plan = now.of(now.registry().devices().get(deviceId));
    if (plan.pipeline().isEmpty() || readings.isEmpty() && !repeated) {
      batcher.add(
          privacy.underPseudonym(now, plan, readings),
          privacy.outgoing(now, plan, events),
          acknowledgement);
      return;
    }
    Passage passage = new Passage(acknowledgement);
    Hand hand = new Hand(chain, plan, counters, passage);
    DeviceState device = devices.computeIfAbsent(deviceId, DeviceState::new);
    synchronized (device) {
      if (repeated) {
        device.follow(passage);
      }
      for (Reading reading : readings) {
        SeriesState state =
            plan.pipeline().of(reading.key()).isEmpty() ? null : device.series(reading.key());
        if (state == null) {
          hand.out().add(reading);
        } else {
          hand.start(reading, state, 0);
        }
      }
    }
    Runnable safe = repeated ? () -> journal.awaitAll(passage) : passage::done;
    forward(now, plan, hand, events, safe);
  }

  private void forward(
      Plans now, ProfilePlan plan, Hand hand, List<EdgeEvent> events, Runnable safe)
      throws InterruptedException {
    List<Accumulator> closed = hand.closed();
    batcher.add(
        privacy.underPseudonym(now, plan, hand.out()),
        privacy.outgoing(now, plan, events),
        () -> {
          if (!closed.isEmpty()) {
            journal.closed(closed);
          }
          safe.run();
        });
  }

  private void tick() {
    try {
      for (int ticks = 0; !stopping; ticks++) {
        Thread.sleep(TICK_MILLIS);
        release(System.nanoTime());
        if (ticks % TICKS_A_SECOND == 0) {
          closeIntervals(System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets readings go on that have waited long enough for older ones. */
  private void release(long nanoTime) throws InterruptedException {
    for (SeriesState state : holding) {
      boolean more = true;
      while (more) {
        more = releaseOne(state, nanoTime);
      }
    }
  }

  private boolean releaseOne(SeriesState state, long nanoTime) throws InterruptedException {
    Plans now = plans.get();
    ProfilePlan plan = now.of(now.registry().devices().get(state.device.id));
    SeriesState.Held due;
    Hand hand;
    synchronized (state.device) {
      due = OrderStage.due(state, nanoTime);
      if (due == null) {
        if (state.held.isEmpty()) {
          holding.remove(state);
        }
        return false;
      }
      hand = new Hand(chain, plan, counters, due.passage());
      hand.count(chain.get(0).name()).passed(1);
      hand.start(due.reading(), state, 1);
    }
    forward(
        now,
        plan,
        hand,
        List.of(),
        () -> {
          due.passage().done();
          due.repetitions().forEach(journal::awaitAll);
        });
    return true;
  }

  /** Ends intervals that are over by the device's clock though nothing came after them. */
  private void closeIntervals(long nanoTime) throws InterruptedException {
    for (Accumulator accumulator : journal.open()) {
      if (accumulator.isOver(nanoTime, GRACE)) {
        close(accumulator);
      }
    }
  }

  private void close(Accumulator accumulator) throws InterruptedException {
    Plans now = plans.get();
    if (!now.registry().devices().containsKey(accumulator.deviceId())) {
      if (now.registry() != Registry.EMPTY) {
        journal.closed(List.of(accumulator));
      }
      return;
    }
    ProfilePlan plan = now.of(now.registry().devices().get(accumulator.deviceId()));
    DeviceState device = devices.computeIfAbsent(accumulator.deviceId(), DeviceState::new);
    List<Reading> result;
    synchronized (device) {
      SeriesState state = device.series(accumulator.key());
      if (accumulator.isSent()) {
        return;
      }
      accumulator.sent();
      if (state != null && state.open == accumulator) {
        state.open = null;
      }
      result = accumulator.result();
    }
    counters.of(plan.profile(), AggregateStage.NAME).passed(result.size());
    batcher.add(
        privacy.underPseudonym(now, plan, result), () -> journal.closed(List.of(accumulator)));
  }

  /** Whether the disk refuses what must be kept. */
  public boolean hasFailed() {
    return journal.hasFailed();
  }

  /** How many intervals are open, on disk as well. */
  public int openIntervals() {
    return journal.open().size();
  }

  /** Lets what waits go on; open intervals stay on disk for the next start. */
  public void stop() {
    stopping = true;
    try {
      clock.join(2_000);
      for (SeriesState state : new ArrayList<>(holding)) {
        boolean more = true;
        while (more) {
          more = releaseOne(state, System.nanoTime() + OrderStage.LONGEST_NANOS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the journal; to be called when what was sent last is safe. */
  @Override
  public void close() {
    journal.close();
  }
}
