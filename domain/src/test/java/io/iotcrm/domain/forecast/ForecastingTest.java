package io.iotcrm.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastingTest {
  private static final List<Integer> HOURS = List.of(24, 168);

  /** Days and weeks differ, the level wanders, a tenth is missing. */
  private static double[] hours(long seed, int length, double noise, double wander) {
    Random random = new Random(seed);
    double[] values = new double[length];
    double level = 100;
    for (int t = 0; t < length; t++) {
      level += wander * random.nextGaussian();
      boolean weekend = t / 24 % 7 >= 5;
      values[t] =
          random.nextInt(10) == 0
              ? Double.NaN
              : level
                  + 10 * Math.sin(2 * Math.PI * t / 24) * (weekend ? 0.3 : 1)
                  + noise * random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isNeverWorseThanTheBaselineWhereItWasDecidedAndBetterWhereSmoothingHelps(long seed)
      throws NoForecastException {
    double[] values = hours(seed, 24 * 7 * 6, 2, 0.1);

    SeriesForecast forecast = Forecasting.of(values, HOURS, "hours", 48);

    assertThat(forecast.validation().mae()).isLessThan(0.9 * forecast.baselineValidation().mae());
    assertThat(forecast.test().mae()).isLessThan(forecast.baselineTest().mae());
    assertThat(forecast.values()).hasSize(48);
    assertThat(forecast.checkedSteps()).isEqualTo(48);
  }

  /** Twenty series with what follows them: intervals are checked from outside. */
  @Test
  void intervalsHoldAboutAsOftenAsTheySay() throws NoForecastException {
    int inside80 = 0;
    int inside95 = 0;
    int all = 0;
    for (long seed = 100; seed < 120; seed++) {
      double[] values = hours(seed, 24 * 7 * 5 + 24, 2, 0.05);
      SeriesForecast forecast =
          Forecasting.of(Arrays.copyOf(values, 24 * 7 * 5), HOURS, "hours", 24);
      for (int k = 0; k < 24; k++) {
        double actual = values[24 * 7 * 5 + k];
        if (!Double.isNaN(actual)) {
          all++;
          inside80 += isInside(forecast.interval80().get(k), actual) ? 1 : 0;
          inside95 += isInside(forecast.interval95().get(k), actual) ? 1 : 0;
        }
      }
    }
    assertThat((double) inside80 / all).isBetween(0.72, 0.90);
    assertThat((double) inside95 / all).isBetween(0.89, 0.995);
  }

  private static boolean isInside(double[] interval, double actual) {
    return interval[0] <= actual && actual <= interval[1];
  }

  @Test
  void aConstantSeriesStaysConstantWithoutDoubt() throws NoForecastException {
    double[] values = new double[100];
    Arrays.fill(values, 7);

    SeriesForecast forecast = Forecasting.of(values, List.of(7), "days", 10);

    assertThat(forecast.values()).containsOnly(7);
    assertThat(forecast.interval95().get(9)).containsExactly(7, 7);
    assertThat(forecast.method()).isEqualTo(forecast.baseline());
    assertThat(forecast.validation().mae()).isZero();
    assertThat(forecast.validation().mase()).isNull();
  }

  @Test
  void whatWasNegativeMayBeSoAgainAndWhatNeverWasIsNot() throws NoForecastException {
    Random random = new Random(9);
    double[] counts = random.doubles(120).map(v -> v < 0.7 ? 0 : 5 * v).toArray();
    SeriesForecast sold = Forecasting.of(counts, List.of(7), "days", 14);
    SeriesForecast frost =
        Forecasting.of(Arrays.stream(counts).map(v -> -20 - v).toArray(), List.of(7), "days", 14);

    assertThat(Arrays.stream(sold.values())).allMatch(v -> v >= 0);
    assertThat(sold.interval95()).allMatch(one -> one[0] >= 0);
    assertThat(Arrays.stream(frost.values())).allMatch(v -> v < -15);
    assertThat(frost.interval95()).allMatch(one -> one[0] <= one[1]);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Forecasting.of(new double[40], HOURS, "hours", 24))
        .isInstanceOf(NoForecastException.class)
        .hasMessage(
            "too little history: 40 of 72 hours; needs at least two seasons (48 hours) to learn from"
                + " and one to check");
    double[] gaps = new double[100];
    Arrays.fill(gaps, 1, 80, Double.NaN);
    assertThatThrownBy(() -> Forecasting.of(gaps, List.of(7), "days", 7))
        .hasMessage("too many gaps: 79 of 100 days have no value");
    Arrays.fill(gaps, Double.NaN);
    assertThatThrownBy(() -> Forecasting.of(gaps, List.of(7), "days", 7))
        .isInstanceOfSatisfying(
            NoForecastException.class, e -> assertThat(e.reason()).isEqualTo(SkipReason.NO_VALUES));
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 25, 30, 50})
  void threeSeasonsAreEnoughHoweverFarItLooks(int length) throws NoForecastException {
    double[] values = new Random(length).doubles(length).toArray();

    SeriesForecast forecast = Forecasting.of(values, List.of(7), "days", 90);

    assertThat(forecast.values()).hasSize(90).doesNotContain(Double.NaN);
    assertThat(forecast.validation().values()).isPositive();
    assertThat(forecast.test().values()).isPositive();
    double[] near = forecast.interval80().get(forecast.checkedSteps() - 1);
    double[] far = forecast.interval80().get(89);
    assertThat(far[1] - far[0]).isGreaterThanOrEqualTo(0.5 * (near[1] - near[0]));
  }
}
