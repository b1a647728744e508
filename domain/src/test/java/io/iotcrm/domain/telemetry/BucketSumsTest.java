package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSumsTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-03T00:00:00Z");
  private static final String ALL = "count,min,max,avg,sum,first,last";

  @Test
  void hoursThatWereSummedUpAndPackedSayTheSameAsTheReadings() {
    SeriesData data = readings(new Random(1));
    List<Aggregate> aggregates = Aggregate.parse(ALL);
    BucketGrid grid = BucketGrid.of("PT3H", ZoneOffset.UTC, FROM, TO);
    BucketSums byReading = new BucketSums(grid, aggregates);
    byReading.add(data);
    BucketSums byHour = new BucketSums(grid, aggregates);
    RollupCodec.decode(RollupCodec.encode(HourSummary.of(data))).forEach(byHour::add);

    for (int bucket = 0; bucket < grid.size(); bucket++) {
      for (Aggregate aggregate : aggregates) {
        assertThat(byHour.value(bucket, aggregate))
            .as(aggregate.name())
            .isEqualTo(byReading.value(bucket, aggregate), within(1e-9));
      }
    }
  }

  @Test
  void sumsOfDecimalsAreExact() {
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 10; i++) {
      data.add(FROM.toEpochMilli() + i, 0.1, null);
    }
    assertThat(HourSummary.of(data.build()).get(0).sum()).isEqualTo(1.0);
  }

  @Test
  void textsAreNotCounted() {
    SeriesBuilder data = new SeriesBuilder();
    data.add(FROM.toEpochMilli(), 0, "open");
    data.add(FROM.toEpochMilli() + 1, 3, null);
    assertThat(HourSummary.of(data.build()).get(0).count()).isEqualTo(1);
  }

  @Test
  void percentilesLieBetweenTheNumbers() {
    SeriesBuilder data = new SeriesBuilder();
    for (int i = 0; i < 5; i++) {
      data.add(FROM.toEpochMilli() + i, new double[] {5, 1, 4, 2, 3}[i], null);
    }
    List<Aggregate> aggregates = Aggregate.parse("p0,p50,p95,p100");
    BucketSums sums = new BucketSums(BucketGrid.of("P1D", ZoneOffset.UTC, FROM, TO), aggregates);
    sums.add(data.build());

    List<Double> values = new ArrayList<>();
    aggregates.forEach(aggregate -> values.add(sums.value(0, aggregate)));
    assertThat(values).containsExactly(1.0, 3.0, 4.8, 5.0);
  }

  @Test
  void aDayOfATimeZoneHasAsManyHoursAsItsClocksSay() {
    ZoneId riga = ZoneId.of("Europe/Riga");
    BucketGrid grid =
        BucketGrid.of(
            "P1D",
            riga,
            Instant.parse("2026-03-28T12:00:00Z"),
            Instant.parse("2026-03-30T12:00:00Z"));
    assertThat(grid.size()).isEqualTo(3);
    assertThat(grid.start(0)).isEqualTo(Instant.parse("2026-03-27T22:00:00Z").toEpochMilli());
    assertThat(grid.start(2) - grid.start(1)).isEqualTo(23 * HourSummary.MILLIS);
    assertThat(grid.isOfHours()).isTrue();
    assertThat(BucketGrid.of("P1D", ZoneId.of("Asia/Kolkata"), FROM, TO).isOfHours()).isFalse();
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheirFirst() {
    assertThat(BucketGrid.of("P1W", ZoneOffset.UTC, FROM, TO).start(0))
        .isEqualTo(Instant.parse("2026-02-23T00:00:00Z").toEpochMilli());
    assertThat(BucketGrid.of("P3M", ZoneOffset.UTC, FROM, TO).start(0))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PT0S", "P0D", "P-1D", "1h", "PT0.5S", "P1M1D", "PT1S"})
  void refusesIntervalsThatDivideNothing(String interval) {
    assertThatThrownBy(() -> BucketGrid.of(interval, ZoneOffset.UTC, FROM, TO))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mean", "p101", "p-1", "avg,,min", "percentile"})
  void refusesWhatIsNoAggregate(String names) {
    assertThatThrownBy(() -> Aggregate.parse(names)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void namesAggregatesAsTheyAreAskedFor() {
    assertThat(Aggregate.parse(ALL + ",p50,p99.9").stream().map(Aggregate::name))
        .containsExactly((ALL + ",p50,p99.9").split(","));
  }

  private static SeriesData readings(Random random) {
    SeriesBuilder data = new SeriesBuilder();
    for (long at = FROM.toEpochMilli(); at < TO.toEpochMilli(); at += 1 + random.nextInt(900_000)) {
      data.add(at, random.nextInt(1_000) / 8.0, null);
    }
    return data.build();
  }
}
