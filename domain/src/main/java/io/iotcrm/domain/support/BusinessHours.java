package io.iotcrm.domain.support;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When people are at work: a moment is in business hours if the wall clock of the zone then shows a
 * time within that weekday's spans, and the day is no holiday. An hour that the clock shows twice
 * counts twice, one that it leaves out does not count. Immutable.
 */
public final class BusinessHours {
  /** Every moment counts. */
  public static final BusinessHours ALWAYS = always();

  /** Long enough for any target with an hour of work a week. */
  private static final Duration HORIZON = Duration.ofDays(366L * 200);

  private final ZoneId zone;
  private final Map<DayOfWeek, List<Span>> week;
  private final Set<LocalDate> holidays;

  /**
   * A part of a day.
   *
   * @param from seconds after midnight, 0 to 86,399
   * @param to the same, after {@code from}, at most 86,400
   */
  public record Span(int from, int to) {
    static final int DAY = 86_400;

    public Span {
      if (from < 0 || to <= from || to > DAY) {
        throw new IllegalArgumentException("a span must begin before it ends, within one day");
      }
    }
  }

  /**
   * @throws IllegalArgumentException no business hours at all, or spans of a day that overlap
   */
  public BusinessHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, Set<LocalDate> holidays) {
    this.zone = zone;
    this.week = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> this.week.put(day, inOrder(day, spans)));
    this.holidays = Set.copyOf(holidays);
    if (this.week.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a calendar needs business hours on at least one weekday");
    }
  }

  private static List<Span> inOrder(DayOfWeek day, List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(Span::from));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).from() < sorted.get(i - 1).to()) {
        throw new IllegalArgumentException("two spans of " + day + " overlap");
      }
    }
    return List.copyOf(sorted);
  }

  private static BusinessHours always() {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    Arrays.stream(DayOfWeek.values()).forEach(day -> week.put(day, List.of(new Span(0, Span.DAY))));
    return new BusinessHours(ZoneOffset.UTC, week, Set.of());
  }

  public boolean isOpen(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    int second = local.toLocalTime().toSecondOfDay();
    return spans(local.toLocalDate()).stream()
        .anyMatch(span -> span.from() <= second && second < span.to());
  }

  /**
   * The first moment until which so much business time has passed.
   *
   * @param business zero or more
   * @return {@code from} itself for zero, also outside business hours
   */
  public Instant add(Instant from, Duration business) {
    if (business.isZero() || business.isNegative()) {
      return from;
    }
    Adding adding = new Adding(business);
    walk(from, adding);
    return adding.reached;
  }

  /** How much business time there is between two moments; zero if they are not in order. */
  public Duration between(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Duration.ZERO;
    }
    Measuring measuring = new Measuring(to);
    walk(from, measuring);
    return measuring.sum;
  }

  /** Takes one stretch of business time after the other. */
  private interface Stretches {
    /** Returns whether it wants the next one. */
    boolean take(Instant from, Instant to);
  }

  private static final class Adding implements Stretches {
    private Duration left;
    private Instant reached;

    Adding(Duration left) {
      this.left = left;
    }

    @Override
    public boolean take(Instant from, Instant to) {
      Duration length = Duration.between(from, to);
      if (left.compareTo(length) <= 0) {
        reached = from.plus(left);
        return false;
      }
      left = left.minus(length);
      return true;
    }
  }

  private static final class Measuring implements Stretches {
    private final Instant end;
    private Duration sum = Duration.ZERO;

    Measuring(Instant end) {
      this.end = end;
    }

    @Override
    public boolean take(Instant from, Instant to) {
      if (from.isBefore(end)) {
        sum = sum.plus(Duration.between(from, to.isBefore(end) ? to : end));
      }
      return to.isBefore(end);
    }
  }

  /**
   * Goes through the stretches in which the zone has one offset: within one, a local day is a
   * simple interval, also where the clock is put back over midnight.
   */
  private void walk(Instant start, Stretches stretches) {
    Instant horizon = start.plus(HORIZON);
    Instant at = start;
    while (at.isBefore(horizon)) {
      ZoneOffset offset = zone.getRules().getOffset(at);
      ZoneOffsetTransition change = zone.getRules().nextTransition(at);
      Instant end =
          change == null || change.getInstant().isAfter(horizon) ? horizon : change.getInstant();
      if (!walkDays(at, end, offset, stretches)) {
        return;
      }
      at = end;
    }
    throw new IllegalStateException("there are not enough business hours before " + horizon);
  }

  private boolean walkDays(Instant start, Instant end, ZoneOffset offset, Stretches stretches) {
    LocalDate day = LocalDateTime.ofInstant(start, offset).toLocalDate();
    Instant midnight = day.atStartOfDay().toInstant(offset);
    while (midnight.isBefore(end)) {
      for (Span span : spans(day)) {
        Instant opens = midnight.plusSeconds(span.from());
        Instant closes = midnight.plusSeconds(span.to());
        Instant from = opens.isBefore(start) ? start : opens;
        Instant to = closes.isAfter(end) ? end : closes;
        if (from.isBefore(to) && !stretches.take(from, to)) {
          return false;
        }
      }
      day = day.plusDays(1);
      midnight = day.atStartOfDay().toInstant(offset);
    }
    return true;
  }

  private List<Span> spans(LocalDate day) {
    return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
  }
}
