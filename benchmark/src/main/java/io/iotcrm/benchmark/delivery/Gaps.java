package io.iotcrm.benchmark.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The moments at which something went on, and the pauses between them. Thread safe. */
public final class Gaps {
  /** A pause; both in epoch milliseconds. */
  public record Gap(long from, long to) {
    public long millis() {
      return to - from;
    }

    @Override
    public String toString() {
      return clock(from) + " to " + clock(to) + " (" + millis() + " ms)";
    }
  }

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final List<Long> moments = new ArrayList<>();

  public synchronized void happened(long at) {
    // Equal moments say nothing new; acknowledgements come from several threads.
    if (moments.isEmpty() || moments.get(moments.size() - 1) < at) {
      moments.add(at);
    }
  }

  /** Pauses at least this long. */
  public synchronized List<Gap> longerThan(long millis) {
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < moments.size(); i++) {
      Gap gap = new Gap(moments.get(i - 1), moments.get(i));
      if (gap.millis() >= millis) {
        gaps.add(gap);
      }
    }
    return gaps;
  }

  /** How long it took from then until something happened again; empty if nothing did. */
  public synchronized OptionalLong untilNext(long from) {
    return moments.stream()
        .mapToLong(at -> at)
        .filter(at -> at > from)
        .map(at -> at - from)
        .findFirst();
  }

  /** The longest pause that ended after then; a kill shows in it, whatever was still on its way. */
  public synchronized OptionalLong longestAfter(long from) {
    return longerThan(0).stream().filter(gap -> gap.to() > from).mapToLong(Gap::millis).max();
  }

  static String clock(long at) {
    return CLOCK.format(Instant.ofEpochMilli(at));
  }
}
