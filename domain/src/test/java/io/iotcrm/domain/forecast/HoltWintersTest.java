package io.iotcrm.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoltWintersTest {
  /**
   * Visitor nights in Australia by quarter, as printed in Hyndman and Athanasopoulos, 2nd edition.
   */
  private static final double[] NIGHTS = {
    42.2057, 24.6492, 32.6673, 37.2574, 45.2425, 29.3505, 36.3442, 41.7821, 49.2766, 31.2754,
    37.8506, 38.8370, 51.2369, 31.8386, 41.3234, 42.7990, 55.7084, 33.4071, 42.3166, 45.1571,
    59.5761, 34.8373, 44.8417, 46.9712, 60.0190, 38.3712, 46.9758, 50.7338, 61.6469, 39.2996,
    52.6712, 54.3323, 66.8344, 40.8712, 51.8285, 57.4919, 65.2515, 43.0612, 54.7607, 59.8345,
    73.2570, 47.6966, 61.0978, 66.0558
  };

  /**
   * The numbers come from the component form of the method, {@code l = a (y - s) + (1 - a) (l + b)}
   * and so on, with a = 0.306, b* = 0.0003, g* = 0.426, computed by a program of its own.
   */
  @Test
  void agreesWithTheComponentFormComputedIndependently() {
    HoltWinters method =
        new HoltWinters(
            new HoltWinters.Shape(List.of(4), true),
            new HoltWinters.Constants(
                0.306, 0.306 * 0.0003, 1, new double[] {0.426 * (1 - 0.306)}, 0),
            new HoltWinters.Start(32.26, 0.70, new double[][] {{9.70, -9.31, -1.69, 1.31}}));

    double[] ahead = method.forecasts(NIGHTS, new int[] {NIGHTS.length}, 8)[0];

    assertThat(ahead)
        .containsExactly(
            new double[] {
              75.705692, 51.917992, 63.836547, 67.927882, 78.505736, 54.718036, 66.636591, 70.727925
            },
            within(1e-5));
  }

  @Test
  void followsASeasonWithATrendOnceItHasLearntThem() {
    double[] values = new double[24 * 12];
    for (int t = 0; t < values.length; t++) {
      values[t] = 10 + 5 * Math.sin(2 * Math.PI * t / 24);
    }
    HoltWinters method =
        HoltWinters.fit(values, values.length, new HoltWinters.Shape(List.of(24), true));

    double[] ahead = method.forecasts(values, new int[] {values.length}, 24)[0];

    for (int k = 0; k < 24; k++) {
      assertThat(ahead[k]).isCloseTo(10 + 5 * Math.sin(2 * Math.PI * k / 24), within(0.1));
    }
  }

  @Test
  void aMissingValueChangesNothingButTheTime() {
    Random random = new Random(3);
    double[] values = new double[24 * 10];
    for (int t = 0; t < values.length; t++) {
      values[t] =
          random.nextInt(10) == 0
              ? Double.NaN
              : 3 + (t % 24 < 12 ? 1 : 0) + random.nextGaussian() / 9;
    }
    HoltWinters method =
        HoltWinters.fit(values, values.length, new HoltWinters.Shape(List.of(24), false));

    double[] ahead = method.forecasts(values, new int[] {values.length}, 24)[0];

    for (int k = 0; k < 24; k++) {
      assertThat(ahead[k]).isCloseTo(k < 12 ? 4 : 3, within(0.25));
    }
  }

  @Test
  void knowsNoMoreThanWhatIsBeforeAnOrigin() {
    double[] values = NIGHTS.clone();
    HoltWinters method = HoltWinters.fit(values, 20, new HoltWinters.Shape(List.of(4), true));
    double[] before = method.forecasts(values, new int[] {20, 24}, 4)[0];
    for (int i = 20; i < values.length; i++) {
      values[i] = 1e6;
    }

    assertThat(method.forecasts(values, new int[] {20, 24}, 4)[0]).isEqualTo(before);
    assertThat(
            HoltWinters.fit(values, 20, new HoltWinters.Shape(List.of(4), true))
                .constants()
                .alpha())
        .isEqualTo(method.constants().alpha());
  }
}
