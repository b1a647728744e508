package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketAnswer;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.domain.telemetry.DevicePoint;
import io.iotcrm.domain.telemetry.SeriesSelection;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.OutageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Questions about many series at once, wherever their readings are. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryQueries {
  /** Series whose readings are merged: each needs memory of its own. */
  public static final int MAX_MERGED = 100;

  public static final int MAX_PAGE = 5_000;

  /** What one answer may have. */
  static final int MAX_NUMBERS = 2_000_000;

  private static final int CURSOR_PARTS = 3;

  @Inject private Database database;
  @Inject private SeriesFinder finder;
  @Inject private BucketEngine engine;
  @Inject private LatestReadings latest;

  /** The newest value of each of the series that has one of the last week. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<DevicePoint> latest(SeriesSelection selection) {
    try {
      List<SeriesFinder.Named> series = finder.find(selection, SeriesSelection.MAX_SERIES);
      LinkedHashSet<String> ids = new LinkedHashSet<>();
      series.forEach(one -> ids.add(one.device()));
      Map<String, List<io.iotcrm.domain.telemetry.SeriesPoint>> values = latest.of(ids);
      List<DevicePoint> points = new ArrayList<>();
      for (SeriesFinder.Named one : series) {
        values.getOrDefault(one.device(), List.of()).stream()
            .filter(point -> point.key().equals(one.key()))
            .forEach(
                point ->
                    points.add(
                        new DevicePoint(one.device(), one.key(), point.at(), point.value())));
      }
      return points;
    } catch (SQLException e) {
      throw outage(e);
    }
  }

  /**
   * What the selected series are called, {@code device:key}. A series that is named is among them
   * even if its device has never reported the key yet.
   *
   * @throws InvalidInputException for more than so many series
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Set<String> names(SeriesSelection selection, int most) {
    try {
      Set<String> names = new LinkedHashSet<>(selection.series());
      finder.find(selection, most).forEach(one -> names.add(one.device() + ":" + one.key()));
      if (names.size() > most) {
        throw new InvalidInputException("/series", "must be at most " + most);
      }
      return names;
    } catch (SQLException e) {
      throw outage(e);
    }
  }

  /**
   * Sums up numbers per interval; see {@link BucketGrid} for the intervals.
   *
   * @throws InvalidInputException for more than {@link SeriesSelection#MAX_SERIES} series or
   *     2,000,000 numbers
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public BucketAnswer buckets(
      SeriesSelection selection,
      String interval,
      ZoneId zone,
      Instant from,
      Instant to,
      List<Aggregate> aggregates) {
    BucketGrid grid = BucketGrid.of(interval, zone, from, to);
    try {
      List<SeriesFinder.Named> series = finder.find(selection, SeriesSelection.MAX_SERIES);
      if ((long) series.size() * grid.size() * aggregates.size() > MAX_NUMBERS) {
        throw new InvalidInputException(
            "/interval", "makes more than " + MAX_NUMBERS + " numbers; take fewer series");
      }
      BucketEngine.Outcome outcome =
          engine.sum(series.stream().map(SeriesFinder.Named::no).toList(), grid, aggregates);
      List<BucketAnswer.Series> columns = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        columns.add(columns(series.get(i), outcome.sums().get(i), grid, aggregates));
      }
      return new BucketAnswer(
          interval,
          zone.getId(),
          from,
          to,
          outcome.rollups() ? outcome.readings() ? "mixed" : "rollup" : "readings",
          aggregates.stream().map(Aggregate::name).toList(),
          columns);
    } catch (SQLException e) {
      throw outage(e);
    }
  }

  private static BucketAnswer.Series columns(
      SeriesFinder.Named series, BucketSums sums, BucketGrid grid, List<Aggregate> aggregates) {
    long[] at = new long[grid.size()];
    double[][] values = new double[aggregates.size()][grid.size()];
    int size = 0;
    for (int bucket = 0; bucket < grid.size(); bucket++) {
      if (sums.count(bucket) > 0) {
        at[size] = grid.start(bucket);
        for (int i = 0; i < aggregates.size(); i++) {
          values[i][size] = sums.value(bucket, aggregates.get(i));
        }
        size++;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Arrays.copyOf(values[i], size);
    }
    return new BucketAnswer.Series(series.device(), series.key(), Arrays.copyOf(at, size), values);
  }

  /** Readings in the order of time, of one moment in the order of the series. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<DevicePoint> range(
      SeriesSelection selection, Instant from, Instant to, int limit, String cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidInputException("/limit", "must be 1 to " + MAX_PAGE);
    }
    Cursor after = Cursor.after(cursor, CURSOR_PARTS);
    List<DevicePoint> points = new ArrayList<>();
    forEach(
        selection,
        from,
        to,
        after,
        point -> {
          points.add(point);
          return points.size() <= limit;
        });
    return Page.of(points, limit, one -> Cursor.of(one.at(), one.device(), one.key()));
  }

  /**
   * All readings of a span, one by one, with memory that does not depend on how many there are.
   *
   * @param each false ends it
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public void stream(
      SeriesSelection selection, Instant from, Instant to, Predicate<DevicePoint> each) {
    forEach(selection, from, to, null, each);
  }

  private void forEach(
      SeriesSelection selection,
      Instant from,
      Instant to,
      Cursor after,
      Predicate<DevicePoint> each) {
    if (!from.isBefore(to)) {
      throw new InvalidInputException("/from", "must be before 'to'");
    }
    try {
      List<SeriesFinder.Named> series = finder.find(selection, MAX_MERGED);
      long[] begin = new long[series.size()];
      Arrays.fill(begin, from.toEpochMilli());
      if (after != null) {
        resume(series, after, begin);
      }
      List<SeriesNo> numbers = series.stream().map(SeriesFinder.Named::no).toList();
      new MergedSeries(database, numbers, begin, to.toEpochMilli())
          .forEach(
              (index, at, value) ->
                  each.test(
                      new DevicePoint(
                          series.get(index).device(),
                          series.get(index).key(),
                          Instant.ofEpochMilli(at),
                          value)));
    } catch (SQLException e) {
      throw outage(e);
    }
  }

  /** Of the last moment the series up to the last one have been given. */
  private static void resume(List<SeriesFinder.Named> series, Cursor after, long[] begin) {
    long at = after.instant(0).toEpochMilli();
    boolean given = true;
    for (int i = 0; i < begin.length; i++) {
      SeriesFinder.Named one = series.get(i);
      begin[i] = Math.max(begin[i], given ? at + 1 : at);
      if (one.device().equals(after.text(1)) && one.key().equals(after.text(2))) {
        given = false;
      }
    }
  }

  private static OutageException outage(SQLException e) {
    return new OutageException("the database did not answer", e);
  }
}
