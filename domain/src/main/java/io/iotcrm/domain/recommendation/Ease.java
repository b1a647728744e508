package io.iotcrm.domain.recommendation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * EASE: a linear model of items by items that predicts each item of a customer from the others, in
 * closed form.
 *
 * <p>Harald Steck: "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019,
 * doi:10.1145/3308558.3313710. It minimises |X - XB|² + λ|B|² subject to diag(B) = 0, solved by P =
 * (XᵀX + λI)⁻¹ and B = I - P diag(1 / diag(P)) (equations 7 and 8 there).
 *
 * <p>Time grows with the cube of the items, memory with their square: 8 bytes each for two square
 * matrices.
 */
public final class Ease {
  private final double lambda;

  /**
   * @param lambda greater than 0; the more, the more the model trusts only what many customers did
   */
  public Ease(double lambda) {
    if (!(lambda > 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException("lambda is a number greater than 0, not " + lambda);
    }
    this.lambda = lambda;
  }

  /** The weights B, row-major: row i says what a bond to item i tells about every other item. */
  public float[] weights(InteractionMatrix x) {
    int n = x.items();
    if (n == 0) {
      return new float[0];
    }
    DMatrixRMaj gram = gram(x);
    for (int i = 0; i < n; i++) {
      gram.add(i, i, lambda);
    }
    LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(n);
    if (!cholesky.setA(gram)) {
      throw new ArithmeticException(
          "XᵀX + λI is not positive definite; a larger lambda than " + lambda + " is needed");
    }
    DMatrixRMaj p = new DMatrixRMaj(n, n);
    cholesky.invert(p);
    float[] weights = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i * n + j] = i == j ? 0 : (float) (-p.get(i, j) / p.get(j, j));
      }
    }
    return weights;
  }

  private static DMatrixRMaj gram(InteractionMatrix x) {
    int n = x.items();
    double[] g = new double[n * n];
    for (int row = 0; row < x.contacts(); row++) {
      int[] columns = x.columns(row);
      float[] strengths = x.strengths(row);
      for (int a = 0; a < columns.length; a++) {
        int base = columns[a] * n;
        for (int b = 0; b <= a; b++) {
          g[base + columns[b]] += (double) strengths[a] * strengths[b];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        g[j * n + i] = g[i * n + j];
      }
    }
    return DMatrixRMaj.wrap(n, n, g);
  }
}
