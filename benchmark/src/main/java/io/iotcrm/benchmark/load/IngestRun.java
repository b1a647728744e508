package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.database.StoredReadings;
import io.iotcrm.benchmark.database.StoredReadings.Stamp;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One run of the load: connect, warm up, measure second by second, wait for the last reading. */
final class IngestRun {
  /**
   * @param stored whether the readings are meant to arrive in the database
   * @param rate messages a second, 0 for as many as possible
   */
  record Plan(
      boolean stored,
      int devices,
      double rate,
      int warmUp,
      int seconds,
      int keys,
      int devicesPerMessage,
      int drainSeconds) {
    /** Readings in a message. */
    int readings() {
      return keys * devicesPerMessage;
    }
  }

  /** One second; {@code inserted} are rows of all devices, -1 without a database. */
  record Second(int second, long acknowledged, long inserted, long sink, double p99Millis) {}

  /**
   * @param delays from when a message was due until it was stored; null where nothing is stored
   * @param lagMillis from the last acknowledgement until all was stored; -1 if not waited for
   * @param storeSeconds from the start of measuring until all was stored
   * @param check null where nothing is meant to be stored
   */
  record Outcome(
      double seconds,
      long acknowledged,
      long unacknowledged,
      long refused,
      long brokenConnections,
      long sunk,
      Histogram latency,
      List<Second> perSecond,
      List<ProcessSampler.Usage> processes,
      StoredDelay.Delays delays,
      long storedWhileMeasuring,
      long lagMillis,
      double storeSeconds,
      StorageCheck check) {}

  private static final int WARM_PATH_SECONDS = 90;

  private final Plan plan;
  private final LoadGenerator generator;
  private final DatabaseOptions database;
  private final ProcessSampler sampler;
  private final Sink sink;
  private final PrintWriter out;

  IngestRun(
      Plan plan,
      LoadGenerator generator,
      DatabaseOptions database,
      ProcessSampler sampler,
      Sink sink,
      PrintWriter out) {
    this.plan = plan;
    this.generator = generator;
    this.database = database;
    this.sampler = sampler;
    this.sink = sink;
    this.out = out;
  }

  Outcome run() throws InterruptedException, SQLException {
    if (!database.isGiven()) {
      return run(null);
    }
    try (StoredReadings stored = new StoredReadings(database.connect())) {
      return run(stored);
    }
  }

  private Outcome run(StoredReadings stored) throws InterruptedException, SQLException {
    long before = System.nanoTime();
    try {
      generator.connect(60 + plan.devices() / 50);
    } catch (IllegalStateException e) {
      throw new CommandFailure(e.getMessage());
    }
    say("%d devices connected in %.1f s", plan.devices(), (System.nanoTime() - before) / 1e9);
    openPath(stored);
    generator.start(plan.rate());
    TimeUnit.SECONDS.sleep(plan.warmUp());
    generator.takeLatency();
    sampler.sample(System.nanoTime());
    long start = System.nanoTime();
    long acknowledged = generator.acknowledged();
    long sunk = sink.received();
    long insertedBefore = inserted(stored);
    Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
    StoredDelay delay =
        plan.stored() ? new StoredDelay(database, MessageSource.key(plan.keys() - 1)) : null;
    generator.follow(delay == null ? null : delay::follow);
    List<Second> perSecond = measure(stored, latency);
    generator.follow(null);
    double seconds = (System.nanoTime() - start) / 1e9;
    acknowledged = generator.acknowledged() - acknowledged;
    sunk = sink.received() - sunk;
    long insertedMeanwhile = inserted(stored) - insertedBefore;
    boolean drained = generator.stop(30);
    long lastAcknowledged = System.nanoTime();
    if (!drained) {
      say("%d messages were never acknowledged", generator.unacknowledged());
    }
    long lag = plan.stored() ? awaitLast(stored, lastAcknowledged) : -1;
    StoredDelay.Delays delays = delay == null ? null : delay.finish(1);
    return new Outcome(
        seconds,
        acknowledged,
        generator.unacknowledged(),
        generator.refused(),
        generator.brokenConnections(),
        sunk,
        latency,
        perSecond,
        sampler.usage(),
        delays,
        insertedMeanwhile,
        lag,
        (System.nanoTime() - start) / 1e9,
        plan.stored() ? check(stored) : null);
  }

  /** One message of every device first: a device that is not yet known would spoil the count. */
  private void openPath(StoredReadings stored) throws InterruptedException, SQLException {
    generator.publishOnce();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_PATH_SECONDS);
    TimeUnit.MILLISECONDS.sleep(200);
    while (generator.unacknowledged() > 0 || plan.stored() && missingLast(stored) > 0) {
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            "the first message of "
                + (plan.stored() ? missingLast(stored) : generator.unacknowledged())
                + " devices was not stored within "
                + WARM_PATH_SECONDS
                + " s: does the edge connector know the devices yet?");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    say("the first message of every device has arrived");
  }

  private List<Second> measure(StoredReadings stored, Histogram latency)
      throws InterruptedException, SQLException {
    List<Second> perSecond = new ArrayList<>();
    long start = System.nanoTime();
    long acknowledged = generator.acknowledged();
    long inserted = inserted(stored);
    long sunk = sink.received();
    for (int second = 1; second <= plan.seconds(); second++) {
      long due = start + TimeUnit.SECONDS.toNanos(second);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      Histogram interval = generator.takeLatency();
      latency.add(interval);
      Second one =
          new Second(
              second,
              generator.acknowledged() - acknowledged,
              stored == null ? -1 : inserted(stored) - inserted,
              sink.received() - sunk,
              interval.getValueAtPercentile(99) / 1e3);
      perSecond.add(one);
      acknowledged += one.acknowledged();
      inserted += Math.max(0, one.inserted());
      sunk += one.sink();
      if (second % 5 == 0 || second == plan.seconds()) {
        sampler.sample(System.nanoTime());
        say(
            "%4d s: %6d messages/s acknowledged, %6d readings/s inserted, p99 %.0f ms, %d waiting",
            second,
            one.acknowledged(),
            one.inserted(),
            one.p99Millis(),
            generator.unacknowledged());
      }
    }
    return perSecond;
  }

  private long awaitLast(StoredReadings stored, long since)
      throws InterruptedException, SQLException {
    long end = since + TimeUnit.SECONDS.toNanos(plan.drainSeconds());
    while (missingLast(stored) > 0) {
      if (System.nanoTime() > end) {
        say("not everything was stored within %d s", plan.drainSeconds());
        break;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
  }

  private long missingLast(StoredReadings stored) throws SQLException {
    List<Stamp> last =
        generator.perDevice().stream()
            .filter(one -> one.lastAt() > 0)
            .map(one -> new Stamp(one.deviceId(), one.lastAt()))
            .toList();
    return last.size() - stored.countStored(last, MessageSource.key(plan.keys() - 1));
  }

  private StorageCheck check(StoredReadings stored) throws SQLException {
    List<Sent> sent = generator.perDevice();
    long from = sent.stream().mapToLong(Sent::firstAt).min().orElse(0);
    long to = sent.stream().mapToLong(Sent::lastAt).max().orElse(0);
    Map<String, Long> counts =
        stored.countByDevice(sent.stream().map(Sent::deviceId).toList(), from, to);
    return StorageCheck.of(sent, counts, plan.keys());
  }

  private static long inserted(StoredReadings stored) throws SQLException {
    return stored == null ? 0 : stored.insertedSoFar();
  }

  private void say(String format, Object... values) {
    out.printf(format + "%n", values);
    out.flush();
  }
}
