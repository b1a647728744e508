package io.iotcrm.ejb.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A rate from samples of a counter that may begin again at zero. */
final class ReadingRate {
  private static final Duration SPAN = Duration.ofMinutes(1);

  private record Sample(Instant at, long count) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  synchronized void add(Instant at, long count) {
    if (!samples.isEmpty() && count < samples.getLast().count()) {
      samples.clear(); // the database lost its statistics, as it does in a crash
    }
    samples.addLast(new Sample(at, count));
    while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(SPAN))) {
      samples.removeFirst();
    }
  }

  /** What was counted in the last minute; in the first minute it is projected from less. */
  synchronized long perMinute() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long millis = Math.max(1, Duration.between(first.at(), last.at()).toMillis());
    return Math.round((last.count() - first.count()) * (double) SPAN.toMillis() / millis);
  }
}
