package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.sales.WinCurve.Outcome;
import io.iotcrm.domain.sales.WinCurve.Stay;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinCurveTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void isThePartThatWasWonWhereAllAreClosed() {
    WinCurve curve =
        WinCurve.of(
            List.of(
                new Stay(10, Outcome.WON),
                new Stay(20, Outcome.LOST),
                new Stay(30, Outcome.WON),
                new Stay(40, Outcome.LOST)));

    assertThat(curve.winBetween(0, 0, INFINITY)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.winBetween(0, 0, 10)).isCloseTo(0.25, within(1e-12));
    assertThat(curve.winBetween(0, 10, 30)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void knowsWhatADealHasSurvived() {
    WinCurve curve =
        WinCurve.of(
            List.of(
                new Stay(10, Outcome.WON),
                new Stay(20, Outcome.LOST),
                new Stay(30, Outcome.WON),
                new Stay(40, Outcome.LOST)));

    // Of the two that were open after 25 days one was won.
    assertThat(curve.winBetween(25, 25, INFINITY)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.atRisk(25)).isEqualTo(2);
    assertThat(curve.winBetween(35, 35, INFINITY)).isZero();
  }

  /** Worked by hand: n = 4, 3 (one left open at 15), 2. */
  @Test
  void countsOpenDealsForAsLongAsTheyWereSeen() {
    WinCurve curve =
        WinCurve.of(
            List.of(
                new Stay(10, Outcome.LOST),
                new Stay(15, Outcome.OPEN),
                new Stay(20, Outcome.WON),
                new Stay(30, Outcome.WON)));

    // S(10) = 3/4; F(20) = 3/4 * 1/2; S(20) = 3/8; F(30) = 3/8 + 3/8 = 3/4.
    assertThat(curve.winBetween(0, 0, 20)).isCloseTo(0.375, within(1e-12));
    assertThat(curve.winBetween(0, 0, INFINITY)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void saysNothingBeyondWhatWasSeen() {
    WinCurve curve = WinCurve.of(List.of(new Stay(10, Outcome.WON)));
    assertThat(curve.winBetween(11, 11, INFINITY)).isZero();
    assertThat(curve.atRisk(11)).isZero();
    assertThat(WinCurve.of(List.of()).winBetween(0, 0, INFINITY)).isZero();
  }

  @Test
  void countsWinsAndLossesOfOneDayTogether() {
    WinCurve curve = WinCurve.of(List.of(new Stay(5, Outcome.WON), new Stay(5, Outcome.LOST)));
    assertThat(curve.winBetween(0, 0, 5)).isCloseTo(0.5, within(1e-12));
    assertThat(curve.winBetween(5, 5, 100)).isZero();
  }
}
