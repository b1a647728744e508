package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private final Random random = new Random(7);
  private final Baseline baseline = new Baseline();

  private double score(double number) {
    baseline.add(number);
    return baseline.score().orElse(Double.NaN);
  }

  private void learn(int numbers, double mean, double deviation) {
    for (int i = 0; i < numbers; i++) {
      baseline.add(mean + deviation * random.nextGaussian());
    }
  }

  @Test
  void saysNothingUntilItKnowsEnough() {
    for (int i = 0; i < Baseline.WARM_UP; i++) {
      assertThat(score(i % 3)).isNaN();
    }
    assertThat(score(1)).isBetween(-1.0, 1.0);
  }

  @Test
  void isTheDistanceInStandardDeviations() {
    learn(1_000, 20, 2);
    assertThat(score(30)).isBetween(4.0, 6.5);
    learn(1_000, 20, 2);
    assertThat(score(10)).isBetween(-6.5, -4.0);
  }

  @Test
  void oneOutlierHardlyMovesIt() {
    learn(1_000, 20, 2);
    score(10_000);
    assertThat(score(30)).isBetween(3.5, 6.5);
  }

  @Test
  void aLastingStepIsUsualInTheEnd() {
    learn(1_000, 20, 0.5);
    assertThat(score(30)).isGreaterThan(10);
    learn(150, 30, 0.5);
    assertThat(score(30)).isBetween(-3.0, 3.0);
    learn(600, 30, 0.5);
    assertThat(score(34)).as("and the old level is not").isGreaterThan(4);
  }

  @Test
  void aConstantSeriesHasADeviationOfItsOwn() {
    for (int i = 0; i < 500; i++) {
      baseline.add(1_000);
    }
    assertThat(score(1_000)).isZero();
    assertThat(score(1_000.5)).isBetween(0.4, 0.6);
    assertThat(score(1_100)).isGreaterThan(50);
  }

  @Test
  void aSeriesOfZerosEndsAtTheGreatestScore() {
    for (int i = 0; i < 50; i++) {
      baseline.add(0);
    }
    assertThat(score(1)).isEqualTo(Baseline.MAX_SCORE);
    for (int i = 0; i < 600; i++) {
      baseline.add(1);
    }
    assertThat(score(1)).isBetween(-3.0, 3.0);
  }

  @Test
  void isTheSameAfterItsBytes() throws IOException {
    learn(200, 5, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    baseline.write(new DataOutputStream(bytes));
    assertThat(bytes.size()).isEqualTo(26);
    Baseline copy =
        Baseline.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    copy.add(9);
    baseline.add(9);
    assertThat(copy.score()).isEqualTo(baseline.score());
  }
}
