package io.iotcrm.domain.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EaseTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Decay DECAY = new Decay(Duration.ofDays(30));

  @Test
  void agreesWithARidgeRegressionOfEachItemOnTheOthers() {
    // With diag(B) = 0, column j of B is the ridge regression of item j on all other items: the
    // normal equations without row and column j. Solved here by Gaussian elimination, which shares
    // nothing with the Cholesky inverse that is tested.
    InteractionMatrix x = random(60, 12, 0.3, 7);
    double lambda = 2.5;
    float[] weights = new Ease(lambda).weights(x);
    int n = x.items();
    double[][] dense = dense(x);
    for (int j = 0; j < n; j++) {
      double[] column = ridgeWithout(dense, j, lambda);
      for (int i = 0; i < n; i++) {
        assertThat((double) weights[i * n + j]).isCloseTo(column[i], within(1e-6));
      }
    }
  }

  @Test
  void givesTheKnownAnswerForTwoItems() {
    // Two items with Gram matrix [[a, c], [c, b]]: B12 = c / (a + lambda), B21 = c / (b + lambda).
    InteractionMatrix.Builder builder = new InteractionMatrix.Builder(DECAY, NOW);
    builder.add(id(100), id(1), 1, NOW).add(id(100), id(2), 1, NOW);
    builder.add(id(101), id(1), 1, NOW);
    float[] weights = new Ease(0.5).weights(builder.build(10));
    // A weight of 1 is a strength of 1/2.
    assertThat(weights[1]).isCloseTo(0.25f / (0.5f + 0.5f), within(1e-6f));
    assertThat(weights[2]).isCloseTo(0.25f / (0.25f + 0.5f), within(1e-6f));
  }

  @Test
  void neverLetsAnItemSpeakForItself() {
    InteractionMatrix x = random(40, 20, 0.2, 11);
    float[] weights = new Ease(10).weights(x);
    for (int i = 0; i < x.items(); i++) {
      assertThat(weights[i * x.items() + i]).isZero();
    }
  }

  @Test
  void refusesALambdaThatIsNotPositive() {
    assertThatThrownBy(() -> new Ease(0)).hasMessageContaining("greater than 0");
    assertThatThrownBy(() -> new Ease(Double.NaN)).hasMessageContaining("greater than 0");
  }

  @Test
  void trainsOnNothingWithoutComplaint() {
    EaseModel model = EaseModel.train(1, new InteractionMatrix.Builder(DECAY, NOW).build(10), 1);
    assertThat(model.size()).isZero();
  }

  static InteractionMatrix random(int contacts, int items, double density, long seed) {
    Random random = new Random(seed);
    InteractionMatrix.Builder builder = new InteractionMatrix.Builder(DECAY, NOW);
    for (int c = 0; c < contacts; c++) {
      for (int i = 0; i < items; i++) {
        if (random.nextDouble() < density) {
          builder.add(
              id(1000 + c),
              id(i),
              1 + random.nextInt(3),
              NOW.minusSeconds(random.nextInt(5000000)));
        }
      }
    }
    return builder.build(items);
  }

  static UUID id(long n) {
    return new UUID(0, n);
  }

  private static double[][] dense(InteractionMatrix x) {
    double[][] dense = new double[x.contacts()][x.items()];
    for (int row = 0; row < dense.length; row++) {
      int[] columns = x.columns(row);
      for (int k = 0; k < columns.length; k++) {
        dense[row][columns[k]] = x.strengths(row)[k];
      }
    }
    return dense;
  }

  private static double[] ridgeWithout(double[][] x, int target, double lambda) {
    int n = x[0].length;
    int m = n - 1;
    double[][] a = new double[m][m + 1];
    for (int i = 0; i < m; i++) {
      int ci = i < target ? i : i + 1;
      for (int j = 0; j < m; j++) {
        int cj = j < target ? j : j + 1;
        for (double[] row : x) {
          a[i][j] += row[ci] * row[cj];
        }
      }
      a[i][i] += lambda;
      for (double[] row : x) {
        a[i][m] += row[ci] * row[target];
      }
    }
    for (int p = 0; p < m; p++) {
      for (int r = 0; r < m; r++) {
        if (r != p) {
          double factor = a[r][p] / a[p][p];
          for (int c = p; c <= m; c++) {
            a[r][c] -= factor * a[p][c];
          }
        }
      }
    }
    double[] column = new double[n];
    for (int i = 0; i < m; i++) {
      column[i < target ? i : i + 1] = a[i][m] / a[i][i];
    }
    return column;
  }
}
