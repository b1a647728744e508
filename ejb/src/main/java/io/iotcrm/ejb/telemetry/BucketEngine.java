package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.domain.telemetry.HourSummary;
import io.iotcrm.domain.telemetry.RollupCodec;
import io.iotcrm.domain.telemetry.SeriesData;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums up many series over intervals, each part of the time from where it costs the least: whole
 * hours of closed days from rollups, other closed time from chunks, days that are open from rows,
 * in the database where it can. Days that are both closed and open, because readings came late, are
 * merged reading by reading, so that none counts twice.
 */
@ApplicationScoped
public class BucketEngine {
  private static final long DAY = 24 * HourSummary.MILLIS;
  private static final int ATTEMPTS = 3;

  /** Where the numbers came from. */
  enum Source {
    ROLLUP,
    ROWS,
    CHUNKS,
    BOTH
  }

  @Inject private Database database;

  /** For the container. */
  public BucketEngine() {}

  /** For use outside a container. */
  BucketEngine(Database database) {
    this.database = database;
  }

  /**
   * @param sums one for each series, in their order
   * @param rollups whether rollups were used
   * @param readings whether readings were
   */
  record Outcome(List<BucketSums> sums, boolean rollups, boolean readings) {}

  private record Segment(Source source, long from, long to) {}

  /**
   * @param series each once
   */
  Outcome sum(List<SeriesNo> series, BucketGrid grid, List<Aggregate> aggregates)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = database.transaction(c -> attempt(c, series, grid, aggregates));
      if (outcome != null) {
        return outcome;
      }
      if (attempt == ATTEMPTS) {
        throw new SQLException("days are being closed faster than they can be read", "40001");
      }
    }
  }

  /** Null where a day went into chunks between the look at the days and the look at its rows. */
  private Outcome attempt(
      Connection connection, List<SeriesNo> series, BucketGrid grid, List<Aggregate> aggregates)
      throws SQLException {
    HotDays days = HotDays.read(connection);
    List<BucketSums> sums = series.stream().map(one -> new BucketSums(grid, aggregates)).toList();
    Map<SeriesNo, BucketSums> bySeries = new HashMap<>();
    for (int i = 0; i < series.size(); i++) {
      bySeries.put(series.get(i), sums.get(i));
    }
    SeriesReads reads = new SeriesReads(connection, series);
    Set<Source> used = new HashSet<>();
    for (Segment segment : segments(days, grid, aggregates)) {
      used.add(segment.source);
      switch (segment.source) {
        case ROWS -> rows(reads, segment, grid, aggregates, bySeries);
        case ROLLUP -> rollups(reads, segment, aggregates, bySeries);
        case CHUNKS ->
            reads.chunks(
                segment.from,
                segment.to,
                (one, data) -> bySeries.get(one).add(data.between(segment.from, segment.to)));
        default -> both(reads, segment, bySeries);
      }
    }
    if (used.contains(Source.ROWS) && !days.equals(HotDays.read(connection))) {
      return null;
    }
    return new Outcome(
        sums,
        used.contains(Source.ROLLUP),
        used.contains(Source.ROWS) || used.contains(Source.CHUNKS) || used.contains(Source.BOTH));
  }

  /** Neighbouring days of the same source are one segment. */
  private static List<Segment> segments(HotDays days, BucketGrid grid, List<Aggregate> aggregates) {
    boolean hourly = grid.isOfHours() && aggregates.stream().allMatch(Aggregate::isOfSummaries);
    List<Segment> segments = new ArrayList<>();
    for (LocalDate day : daysOf(days, grid)) {
      long begin = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      long from = Math.max(grid.from(), begin);
      long to = Math.min(grid.to(), begin + DAY);
      if (days.isOnlyInRows(day)) {
        append(segments, Source.ROWS, from, to);
      } else if (!days.isOnlyInChunks(day)) {
        append(segments, Source.BOTH, from, to);
      } else if (hourly) {
        long firstHour = -Math.floorDiv(-from, HourSummary.MILLIS) * HourSummary.MILLIS;
        long lastHour = Math.floorDiv(to, HourSummary.MILLIS) * HourSummary.MILLIS;
        append(segments, Source.CHUNKS, from, Math.min(firstHour, to));
        append(segments, Source.ROLLUP, firstHour, lastHour);
        append(segments, Source.CHUNKS, Math.max(firstHour, lastHour), to);
      } else {
        append(segments, Source.CHUNKS, from, to);
      }
    }
    return segments;
  }

  private static List<LocalDate> daysOf(HotDays days, BucketGrid grid) {
    LocalDate first = SeriesPages.day(grid.from());
    LocalDate last = SeriesPages.day(grid.to() - 1);
    Set<LocalDate> all = new java.util.TreeSet<>(days.open());
    all.addAll(days.closing());
    all.addAll(days.closed());
    return all.stream().filter(day -> !day.isBefore(first) && !day.isAfter(last)).toList();
  }

  /** Days that need merging stay apart, so that only one is in memory at a time. */
  private static void append(List<Segment> segments, Source source, long from, long to) {
    if (from >= to) {
      return;
    }
    int last = segments.size() - 1;
    if (last >= 0
        && source != Source.BOTH
        && segments.get(last).source == source
        && segments.get(last).to == from) {
      segments.set(last, new Segment(source, segments.get(last).from, to));
    } else {
      segments.add(new Segment(source, from, to));
    }
  }

  private static void rows(
      SeriesReads reads,
      Segment segment,
      BucketGrid grid,
      List<Aggregate> aggregates,
      Map<SeriesNo, BucketSums> sums)
      throws SQLException {
    boolean summable =
        aggregates.stream()
            .noneMatch(
                a ->
                    a.kind() == Aggregate.Kind.PERCENTILE
                        || a.kind() == Aggregate.Kind.FIRST
                        || a.kind() == Aggregate.Kind.LAST);
    if (summable) {
      reads.sums(
          segment.from,
          segment.to,
          grid,
          (one, bucket, n, total, least, greatest) ->
              sums.get(one).add(bucket, n, total, least, greatest));
    } else {
      reads.rows(segment.from, segment.to, (one, data) -> sums.get(one).add(data));
    }
  }

  private static void rollups(
      SeriesReads reads,
      Segment segment,
      List<Aggregate> aggregates,
      Map<SeriesNo, BucketSums> sums)
      throws SQLException {
    boolean sumsOnly = aggregates.stream().allMatch(BucketEngine::isOfSums);
    reads.rollups(
        segment.from,
        segment.to,
        data -> RollupCodec.decode(data, sumsOnly),
        (one, hours) -> {
          for (HourSummary hour : hours) {
            if (hour.startMillis() >= segment.from && hour.startMillis() < segment.to) {
              sums.get(one).add(hour);
            }
          }
        });
  }

  private static boolean isOfSums(Aggregate aggregate) {
    return switch (aggregate.kind()) {
      case AVG, SUM, COUNT -> true;
      default -> false;
    };
  }

  private static void both(SeriesReads reads, Segment segment, Map<SeriesNo, BucketSums> sums)
      throws SQLException {
    Map<SeriesNo, SeriesData> late = new HashMap<>();
    reads.rows(segment.from, segment.to, late::put);
    Map<SeriesNo, SeriesData> packed = new HashMap<>();
    reads.chunks(
        segment.from,
        segment.to,
        (one, data) ->
            packed.merge(one, data.between(segment.from, segment.to), SeriesData::merge));
    late.forEach((one, data) -> packed.merge(one, data, SeriesData::merge));
    packed.forEach((one, data) -> sums.get(one).add(data));
  }
}
