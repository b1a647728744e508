package io.iotcrm.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  /** Ten a day, twenty on two days of the week; refilled to 1,000 below 100. */
  private static double[] levels(int days, double noise) {
    Random random = new Random(5);
    double[] levels = new double[days];
    double level = 1_000;
    for (int day = 0; day < days; day++) {
      level -= day % 7 >= 5 ? 20 : 10;
      if (level < 100) {
        level = 1_000;
      }
      levels[day] = level + noise * random.nextGaussian();
    }
    return levels;
  }

  @Test
  void useIsWhatALevelFallsByAndARefillIsNone() throws NoForecastException {
    LevelUse use = LevelUse.of(new double[] {100, 90, Double.NaN, 70, 1_000, 985, 986, 970});

    assertThat(use.uses()).containsExactly(Double.NaN, 10, 10, 10, Double.NaN, 15, -1, 16);
    assertThat(use.level()).isEqualTo(970);
    assertThat(use.lastRefill()).isEqualTo(4);
  }

  @Test
  void noiseIsNoRefillAndAddsNothingToUse() throws NoForecastException {
    double[] levels = levels(60, 3);

    LevelUse use = LevelUse.of(levels);

    assertThat(use.lastRefill()).isEqualTo(-1);
    double sum = 0;
    for (int i = 1; i < 60; i++) {
      sum += use.uses()[i];
    }
    assertThat(sum).isCloseTo(levels[0] - levels[59], within(1e-6));
  }

  @Test
  void saysWhenAStockIsEmptyAndWhenToOrder() throws Exception {
    LevelUse use = LevelUse.of(levels(140, 2));
    SeriesForecast forecast = Forecasting.of(use.uses(), List.of(7), "days", 120);

    Depletion depletion = Depletion.of(use.level(), 50, forecast, NOW, DAY, Duration.ofDays(5));

    // Five days of ten, then two of twenty.
    double days = 5 + (use.level() - 50 - 5 * 10) / 20;
    assertThat(depletion.daysFrom(NOW)).isCloseTo(days, within(0.3));
    assertThat(depletion.earliest()).isBeforeOrEqualTo(depletion.emptyAt());
    assertThat(depletion.latest()).isAfterOrEqualTo(depletion.emptyAt());
    assertThat(depletion.reorderAt()).isEqualTo(depletion.earliest().minus(Duration.ofDays(5)));
  }

  @Test
  void whatIsNotUsedIsNeverEmptyAndWhatIsEmptyIsSoNow() throws Exception {
    double[] still = new double[60];
    java.util.Arrays.fill(still, 500);
    LevelUse use = LevelUse.of(still);
    SeriesForecast forecast = Forecasting.of(use.uses(), List.of(7), "days", 90);

    assertThat(Depletion.of(500, 0, forecast, NOW, DAY, DAY).emptyAt()).isNull();
    assertThat(Depletion.of(500, 500, forecast, NOW, DAY, DAY).emptyAt()).isEqualTo(NOW);
    assertThat(Depletion.of(500, 0, forecast, NOW, DAY, DAY).lookedUntil())
        .isEqualTo(NOW.plus(Duration.ofDays(90)));
  }
}
