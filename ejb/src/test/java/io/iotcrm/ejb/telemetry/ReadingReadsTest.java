package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.domain.telemetry.SeriesBuilder;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ten days of two series: seven closed, one of them open again with redelivered and late readings,
 * one that is being closed, two that are open. Every answer is compared with all that was SENT.
 */
@ExtendWith(PostgresExtension.class)
class ReadingReadsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 25);
  private static final Instant FROM = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();
  private static final int DAYS = 10;

  private static Database database;
  private static final List<SeriesNo> SERIES = new ArrayList<>();
  private static final Map<SeriesNo, TreeMap<Long, Double>> SENT = new HashMap<>();

  @BeforeAll
  static void store(Database given) throws Exception {
    database = given;
    StoredTelemetry telemetry = new StoredTelemetry(database);
    Random random = new Random(11);
    for (int n = 0; n < 2; n++) {
      SeriesNo one = new SeriesNo(telemetry.device(), TEMPERATURE);
      SERIES.add(one);
      TreeMap<Long, Double> readings = new TreeMap<>();
      int step = n == 0 ? 120_000 : 3_000_000;
      for (long at = FROM.toEpochMilli(); at < end(); at += 1 + random.nextInt(step)) {
        readings.put(at, random.nextInt(500) / 10.0);
      }
      SENT.put(one, readings);
      // A part of the third day comes late.
      telemetry.store(one.deviceNo(), TEMPERATURE, some(readings, at -> !isLate(at)));
    }
    for (int day = 0; day < 7; day++) {
      telemetry.close(FIRST.plusDays(day));
    }
    telemetry.sql("select close_reading_partition('" + FIRST.plusDays(7) + "')");
    for (SeriesNo one : SERIES) {
      telemetry.store(
          one.deviceNo(),
          TEMPERATURE,
          some(
              SENT.get(one),
              at -> isLate(at) || at % 5 == 0 && (dayOf(at) == 2 || dayOf(at) == 7)));
    }
  }

  private static Map<Instant, Double> some(TreeMap<Long, Double> readings, LongPredicate which) {
    Map<Instant, Double> some = new HashMap<>();
    readings.forEach(
        (at, value) -> {
          if (which.test(at)) {
            some.put(Instant.ofEpochMilli(at), value);
          }
        });
    return some;
  }

  private static long end() {
    return FROM.plus(Duration.ofDays(DAYS)).toEpochMilli();
  }

  private static int dayOf(long at) {
    return (int) ((at - FROM.toEpochMilli()) / 86_400_000);
  }

  private static boolean isLate(long at) {
    return dayOf(at) == 2 && at % 3 == 0;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "PT1H UTC min,max,avg,sum,count,first,last 0 240 true",
        "PT1H UTC avg,count 0 240 true",
        "PT6H UTC count,avg 5.3 131.7 true",
        "P1D Europe/Riga min,max,count,last 0 240 true",
        "P1D Asia/Kolkata count,sum 0 240 false",
        "PT10M UTC avg,count 20.1 200.2 false",
        "PT1H UTC p50,p95,count 0 240 false",
        "P1W UTC count,p99 0 240 false",
        "PT30S UTC max,first,count 180.01 240 false"
      })
  void sumsUpAsIfAllWereReadings(
      String interval, ZoneId zone, String names, double fromHour, double toHour, boolean rollups)
      throws SQLException {
    Instant from = FROM.plusMillis((long) (fromHour * 3_600_000));
    Instant to = FROM.plusMillis((long) (toHour * 3_600_000));
    if (interval.equals("PT30S")) {
      to = from.plus(Duration.ofHours(60));
    }
    BucketGrid grid = BucketGrid.of(interval, zone, from, to);
    List<Aggregate> aggregates = Aggregate.parse(names);

    BucketEngine.Outcome outcome = new BucketEngine(database).sum(SERIES, grid, aggregates);

    assertThat(outcome.rollups()).isEqualTo(rollups);
    for (int i = 0; i < SERIES.size(); i++) {
      BucketSums expected = new BucketSums(grid, aggregates);
      SeriesBuilder all = new SeriesBuilder();
      SENT.get(SERIES.get(i))
          .subMap(from.toEpochMilli(), to.toEpochMilli())
          .forEach((at, value) -> all.add(at, value, null));
      expected.add(all.build());
      for (int bucket = 0; bucket < grid.size(); bucket++) {
        assertThat(outcome.sums().get(i).count(bucket)).isEqualTo(expected.count(bucket));
        for (Aggregate aggregate : aggregates) {
          if (expected.count(bucket) > 0) {
            assertThat(outcome.sums().get(i).value(bucket, aggregate))
                .as("%s of series %d, interval %d", aggregate.name(), i, bucket)
                .isEqualTo(expected.value(bucket, aggregate), within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void givesTheReadingsOfSeveralSeriesInTheOrderOfTime() throws SQLException {
    List<Long> times = new ArrayList<>();
    List<Map<Long, Double>> found = List.of(new TreeMap<>(), new TreeMap<>());
    long[] begin = {FROM.toEpochMilli(), FROM.toEpochMilli()};
    new MergedSeries(database, SERIES, begin, end())
        .forEach(
            (index, at, value) -> {
              times.add(at);
              return found.get(index).put(at, (Double) value) == null;
            });
    assertThat(times).isSorted();
    assertThat(found.get(0)).isEqualTo(SENT.get(SERIES.get(0)));
    assertThat(found.get(1)).isEqualTo(SENT.get(SERIES.get(1)));
  }

  @Test
  void pagesBackFromTheNewestThroughRowsAndChunks() throws SQLException {
    NewestReadings newest = new NewestReadings(database);
    for (SeriesNo one : SERIES) {
      TreeMap<Long, Double> found = new TreeMap<>();
      List<Long> order = new ArrayList<>();
      NewestReadings.Point last = null;
      List<NewestReadings.Point> page;
      do {
        page = newest.newest(one.deviceNo(), null, FROM.toEpochMilli(), end(), last, 400);
        for (NewestReadings.Point point : page) {
          found.put(point.at(), (Double) point.value());
          order.add(-point.at());
          last = point;
        }
      } while (!page.isEmpty());
      assertThat(order).isSorted().hasSize(SENT.get(one).size());
      assertThat(found).isEqualTo(SENT.get(one));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.4", "2.5", "3", "7.5", "9.9"})
  void knowsTheLatestReadingBeforeAnyMoment(double days) throws SQLException {
    long to = FROM.toEpochMilli() + (long) (days * 86_400_000);
    Map<SeriesNo, NewestReadings.Point> latest =
        new NewestReadings(database)
            .latest(
                SERIES.stream().map(SeriesNo::deviceNo).toList(),
                to - Duration.ofDays(7).toMillis(),
                to);
    for (SeriesNo one : SERIES) {
      Map.Entry<Long, Double> expected = SENT.get(one).lowerEntry(to);
      assertThat(latest.get(one).at()).isEqualTo(expected.getKey());
      assertThat(latest.get(one).value()).isEqualTo(expected.getValue());
    }
  }
}
