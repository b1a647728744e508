package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.load.LoadDevice;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Devices report while a fault lasts; afterwards it is compared what they saw acknowledged with
 * what is there.
 */
final class Trial {
  /** How far the clocks are moved back at most, and some more. */
  private static final long BEFORE_MILLIS = 120_000;

  private static final long LOOK_AGAIN_MILLIS = 500;

  private final Plan plan;
  private final HostPort broker;
  private final List<LoadDevice> played;
  private final DatabaseOptions database;
  private final Manners manners;

  /** Goes on from an earlier run of the program: a number names a reading for some days. */
  private long trials = System.currentTimeMillis() / 1_000 % 1_000_000;

  /**
   * How a trial is run.
   *
   * @param messages in all
   * @param rate messages a second in all
   * @param settleSeconds how long to wait for the last acknowledgement and the last effect
   */
  record Plan(int messages, double rate, int settleSeconds) {}

  /**
   * @param settledMillis from the healing, or the last reading where that is later, until
   *     everything was in its place
   */
  record Outcome(Fault fault, Judgement judgement, int unacknowledged, long settledMillis) {
    boolean isPerfect() {
      return judgement.isPerfect() && unacknowledged == 0;
    }
  }

  Trial(
      Plan plan,
      HostPort broker,
      List<LoadDevice> played,
      DatabaseOptions database,
      Manners manners) {
    this.plan = plan;
    this.broker = broker;
    this.played = played;
    this.database = database;
    this.manners = manners;
  }

  Outcome run(Fault fault) throws InterruptedException {
    long began = System.currentTimeMillis();
    long first = ++trials * ProofDevice.NUMBERS + 1;
    List<ProofDevice> devices = new ArrayList<>();
    try {
      for (LoadDevice device : played) {
        ProofDevice one = new ProofDevice(broker, device, first);
        devices.add(one);
        one.connect();
      }
      CompletableFuture<Void> course = null;
      long start = System.nanoTime();
      for (int sent = 0, turn = 0; sent < plan.messages() || !course.isDone(); turn++) {
        TimeUnit.NANOSECONDS.sleep(start + (long) (sent / plan.rate() * 1e9) - System.nanoTime());
        sent += devices.get(turn % devices.size()).report(manners);
        if (course == null && sent >= plan.messages() / 3) {
          course = CompletableFuture.runAsync(() -> strikeAndHeal(fault));
        }
      }
      course.join();
      long healed = System.nanoTime();
      return settle(fault, devices, new Span(began, first), healed);
    } finally {
      devices.forEach(ProofDevice::close);
    }
  }

  /** It lasts for another third of the messages. */
  private void strikeAndHeal(Fault fault) {
    try {
      fault.strike().run();
      TimeUnit.MILLISECONDS.sleep((long) (plan.messages() / plan.rate() * 1_000 / 3));
      fault.heal().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** What tells this trial's traces from those of the others. */
  private record Span(long began, long first) {}

  private Outcome settle(Fault fault, List<ProofDevice> devices, Span span, long healed)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.settleSeconds());
    while (true) {
      int underWay = devices.stream().mapToInt(ProofDevice::underWay).sum();
      Judgement judgement = judge(fault, devices, span);
      boolean late = System.nanoTime() > end;
      if (judgement != null && (late || underWay == 0 && judgement.isPerfect())) {
        long settled = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed);
        return new Outcome(fault, judgement, underWay, settled);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private Judgement judge(Fault fault, List<ProofDevice> devices, Span span) {
    Map<String, Judgement.Testimony> testimonies = new HashMap<>();
    for (ProofDevice device : devices) {
      testimonies.put(device.id(), new Judgement.Testimony(device.acknowledged(), device.obeyed()));
    }
    try {
      return Judgement.of(
          testimonies,
          Effects.read(
              database,
              testimonies.keySet(),
              span.began(),
              span.first(),
              span.began() - BEFORE_MILLIS),
          fault.keepsOrder());
    } catch (SQLException e) {
      if (e.getSQLState() != null && !e.getSQLState().matches("(08|57).*")) {
        throw new CommandFailure("cannot compare with the database", e);
      }
      return null; // the database is coming back
    }
  }
}
