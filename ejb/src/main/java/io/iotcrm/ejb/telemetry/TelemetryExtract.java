package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * All that a device has told over a span of time, for files: in parts, so that memory is bounded.
 */
@ApplicationScoped
public class TelemetryExtract {
  /** Series that are summed up together. */
  private static final int TOGETHER = 20;

  @Inject private Database database;
  @Inject private ReadingHistory history;
  @Inject private KeyDictionary keys;
  @Inject private BucketEngine engine;

  /** For the container. */
  public TelemetryExtract() {}

  /** For use outside a container. */
  public TelemetryExtract(Database database) {
    this.database = database;
    keys = new KeyDictionary(database);
    history = new ReadingHistory(database, keys);
    engine = new BucketEngine(database);
  }

  /** Takes one reading. */
  @FunctionalInterface
  public interface EachReading {
    /**
     * @param value a Double or a String
     */
    void take(String key, Instant at, Object value) throws IOException;
  }

  /** Takes the numbers of one interval that has any. */
  @FunctionalInterface
  public interface EachInterval {
    void take(String key, Instant start, double[] numbers) throws IOException;
  }

  private record Series(SeriesNo no, String key) {}

  /**
   * Readings in the order of time, of one moment in the order of the series' names.
   *
   * @param wanted names of series; empty: all
   * @param from inclusive
   * @param to exclusive
   */
  public void readings(int deviceNo, Set<String> wanted, Instant from, Instant to, EachReading each)
      throws SQLException, IOException {
    List<Series> series = series(deviceNo, wanted, from, to);
    long[] begin = new long[series.size()];
    Arrays.fill(begin, from.toEpochMilli());
    try {
      new MergedSeries(database, series.stream().map(Series::no).toList(), begin, to.toEpochMilli())
          .forEach(
              (index, at, value) -> {
                try {
                  each.take(series.get(index).key, Instant.ofEpochMilli(at), value);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                return true;
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Numbers summed up, series by series, of each in the order of time.
   *
   * @param grid over a span that fits into memory
   */
  public void intervals(
      int deviceNo,
      Set<String> wanted,
      BucketGrid grid,
      List<Aggregate> aggregates,
      EachInterval each)
      throws SQLException, IOException {
    List<Series> all =
        series(
            deviceNo, wanted, Instant.ofEpochMilli(grid.from()), Instant.ofEpochMilli(grid.to()));
    for (int first = 0; first < all.size(); first += TOGETHER) {
      List<Series> some = all.subList(first, Math.min(all.size(), first + TOGETHER));
      List<BucketSums> sums =
          engine.sum(some.stream().map(Series::no).toList(), grid, aggregates).sums();
      for (int i = 0; i < some.size(); i++) {
        hand(some.get(i).key, sums.get(i), grid, aggregates, each);
      }
    }
  }

  private static void hand(
      String key, BucketSums sums, BucketGrid grid, List<Aggregate> aggregates, EachInterval each)
      throws IOException {
    for (int bucket = 0; bucket < grid.size(); bucket++) {
      if (sums.count(bucket) > 0) {
        double[] numbers = new double[aggregates.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = sums.value(bucket, aggregates.get(i));
        }
        each.take(key, Instant.ofEpochMilli(grid.start(bucket)), numbers);
      }
    }
  }

  private static List<SeriesNo> summedUp(
      Connection connection, int deviceNo, Instant from, Instant to) throws SQLException {
    List<SeriesNo> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select distinct key_no from telemetry_rollup"
                + " where device_no = ? and month between ? and ? order by key_no")) {
      statement.setInt(1, deviceNo);
      statement.setObject(2, SeriesPages.day(from.toEpochMilli()).withDayOfMonth(1));
      statement.setObject(3, SeriesPages.day(to.toEpochMilli() - 1));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new SeriesNo(deviceNo, row.getInt(1)));
        }
      }
    }
    return found;
  }

  private List<Series> series(int deviceNo, Set<String> wanted, Instant from, Instant to)
      throws SQLException {
    List<Series> series = new ArrayList<>();
    for (SeriesNo one : history.series(deviceNo, from.toEpochMilli(), to.toEpochMilli())) {
      String key = keys.name(one.keyNo());
      if (wanted.isEmpty() || wanted.contains(key)) {
        series.add(new Series(one, key));
      }
    }
    return series;
  }
}
