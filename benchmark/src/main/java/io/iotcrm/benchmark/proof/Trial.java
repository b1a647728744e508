package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.delivery.StoredProgress;
import io.iotcrm.benchmark.load.LoadDevice;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Devices report while a fault lasts; afterwards it is compared what they saw acknowledged with
 * what is there.
 */
final class Trial {
  /** How far the clocks are moved back at most, and some more. */
  private static final long BEFORE_MILLIS = 120_000;

  private static final long LOOK_AGAIN_MILLIS = 500;

  /** Everything in its place has to stay so: what comes twice comes late. */
  private static final long QUIET_MILLIS = 3_000;

  private static final long GAP_RESOLUTION_MILLIS = 200;

  private final Plan plan;
  private final HostPort broker;
  private final List<LoadDevice> played;
  private final DatabaseOptions database;
  private final Manners manners;
  private final Map<String, Stamps> stamps = new HashMap<>();

  /** Goes on from an earlier run of the program: a number names a reading for some days. */
  private long trials = System.currentTimeMillis() / 1_000 % 1_000_000;

  /**
   * How a trial is run.
   *
   * @param messages in all
   * @param rate messages a second in all
   * @param settleSeconds how long to wait for the last acknowledgement and the last effect
   */
  record Plan(int messages, double rate, int settleSeconds) {
    /** Messages in each of the three parts of a trial, at least. */
    int third() {
      return Math.max(1, messages / 3);
    }

    /** How long such a part takes. */
    long thirdMillis() {
      return (long) (third() / rate * 1_000);
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
    List<String> ids = played.stream().map(LoadDevice::id).toList();
    try (StoredProgress progress =
        new StoredProgress(database, ids, began - BEFORE_MILLIS, GAP_RESOLUTION_MILLIS)) {
      for (LoadDevice device : played) {
        Stamps given = stamps.computeIfAbsent(device.id(), id -> new Stamps());
        ProofDevice one = new ProofDevice(broker, device, first, given);
        devices.add(one);
        one.connect();
      }
      FaultCourse course = new FaultCourse(fault, plan.thirdMillis());
      Outcome.Course reported = report(devices, course);
      long over = System.nanoTime();
      Settled settled = settle(fault, devices, new Span(began, first), over);
      return new Outcome(
          fault,
          course.evidence(),
          course.failure().or(settled::failure),
          reported,
          settled.judgement(),
          progress.gaps().longestAfter(began).orElse(0),
          TimeUnit.NANOSECONDS.toMillis(settled.nanos() - over));
    } finally {
      devices.forEach(ProofDevice::close);
    }
  }

  /** A third before the fault, as many as it takes while it lasts, and a third after it. */
  private Outcome.Course report(List<ProofDevice> devices, FaultCourse course)
      throws InterruptedException {
    int[] reported = new int[3];
    int part = 0;
    int sent = 0;
    long start = System.nanoTime();
    for (int turn = 0; part < 2 || reported[2] < plan.third(); turn++) {
      TimeUnit.NANOSECONDS.sleep(start + (long) (sent / plan.rate() * 1e9) - System.nanoTime());
      int more = devices.get(turn % devices.size()).report(manners);
      sent += more;
      reported[part] += more;
      if (part == 0 && reported[0] >= plan.third()) {
        course.begin();
        part = 1;
      } else if (part == 1 && course.isOver()) {
        part = 2;
      }
    }
    return new Outcome.Course(reported[0], reported[1], reported[2]);
  }

  /** What tells this trial's traces from those of the others. */
  private record Span(long began, long first) {}

  private record Settled(Judgement judgement, Optional<String> failure, long nanos) {}

  private Settled settle(Fault fault, List<ProofDevice> devices, Span span, long over)
      throws InterruptedException {
    long end = over + TimeUnit.SECONDS.toNanos(plan.settleSeconds());
    long since = 0;
    while (true) {
      Optional<Judgement> judgement = judge(devices, span);
      long now = System.nanoTime();
      boolean right = judgement.isPresent() && isRight(fault, judgement.get());
      if (!right) {
        since = 0;
      } else if (since == 0) {
        since = now;
      }
      if (right && now - since >= TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)) {
        return new Settled(judgement.get(), Optional.empty(), since);
      }
      if (now > end && !right) {
        return new Settled(
            judgement.orElseGet(Judgement::none),
            judgement.isPresent()
                ? Optional.empty()
                : Optional.of("the database does not answer: nothing could be compared"),
            now);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** Apart from the fault itself, which is over. */
  private static boolean isRight(Fault fault, Judgement judgement) {
    return new Outcome(
            fault,
            new Finding(true, ""),
            Optional.empty(),
            new Outcome.Course(1, 1, 1),
            judgement,
            0,
            0)
        .isPerfect();
  }

  private Optional<Judgement> judge(List<ProofDevice> devices, Span span) {
    Map<String, Judgement.Testimony> testimonies = new HashMap<>();
    for (ProofDevice device : devices) {
      testimonies.put(
          device.id(),
          new Judgement.Testimony(device.offered(), device.acknowledged(), device.obeyed()));
    }
    try {
      return Optional.of(
          Judgement.of(
              testimonies,
              Effects.read(
                  database,
                  testimonies.keySet(),
                  span.began(),
                  span.first(),
                  span.began() - BEFORE_MILLIS)));
    } catch (SQLException e) {
      if (e.getSQLState() != null && !e.getSQLState().matches("(08|57|53).*")) {
        throw new CommandFailure("cannot compare with the database", e);
      }
      return Optional.empty(); // it is coming back
    }
  }
}
