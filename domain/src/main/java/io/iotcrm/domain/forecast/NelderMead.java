package io.iotcrm.domain.forecast;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a function of a few variables without derivatives: the simplex method of J. A. Nelder
 * and R. Mead, The Computer Journal 7 (1965), with the coefficients given there.
 */
final class NelderMead {
  private static final double REFLECTION = 1;
  private static final double EXPANSION = 2;
  private static final double CONTRACTION = 0.5;
  private static final double SHRINKAGE = 0.5;

  private final ToDoubleFunction<double[]> function;
  private final double[][] corners;
  private final double[] values;
  private int left;

  private NelderMead(ToDoubleFunction<double[]> function, double[] start, double edge, int most) {
    this.function = function;
    this.left = most;
    int size = start.length;
    corners = new double[size + 1][];
    values = new double[size + 1];
    for (int i = 0; i <= size; i++) {
      corners[i] = start.clone();
      if (i > 0) {
        corners[i][i - 1] += edge;
      }
      values[i] = at(corners[i]);
    }
  }

  /**
   * The best point that was found.
   *
   * @param edge length of the first simplex
   * @param most how often the function may be asked, about
   * @param tolerance it ends when the values of all corners agree to this part of themselves
   */
  static double[] minimise(
      ToDoubleFunction<double[]> function,
      double[] start,
      double edge,
      int most,
      double tolerance) {
    NelderMead search = new NelderMead(function, start, edge, most);
    search.sort();
    while (search.left > 0 && search.spread() > tolerance) {
      search.step();
      search.sort();
    }
    return search.corners[0];
  }

  /** What is no number is the worst value, so that the search leaves it. */
  private double at(double[] point) {
    left--;
    double value = function.applyAsDouble(point);
    return Double.isNaN(value) ? Double.MAX_VALUE : value;
  }

  private double spread() {
    double best = values[0];
    return (values[values.length - 1] - best) / (Math.abs(best) + 1e-300);
  }

  private void sort() {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[][] oldCorners = corners.clone();
    double[] oldValues = values.clone();
    for (int i = 0; i < order.length; i++) {
      corners[i] = oldCorners[order[i]];
      values[i] = oldValues[order[i]];
    }
  }

  private void step() {
    int worst = values.length - 1;
    double[] centre = centre();
    double[] reflected = along(centre, -REFLECTION);
    double value = at(reflected);
    if (value < values[0]) {
      double[] expanded = along(centre, -EXPANSION);
      double further = at(expanded);
      if (further < value) {
        replace(worst, expanded, further);
      } else {
        replace(worst, reflected, value);
      }
    } else if (value < values[worst - 1]) {
      replace(worst, reflected, value);
    } else {
      boolean outside = value < values[worst];
      double[] contracted = along(centre, outside ? -CONTRACTION : CONTRACTION);
      double nearer = at(contracted);
      if (nearer < Math.min(value, values[worst])) {
        replace(worst, contracted, nearer);
      } else {
        shrink();
      }
    }
  }

  private double[] centre() {
    int size = corners.length - 1;
    double[] centre = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        centre[j] += corners[i][j] / size;
      }
    }
    return centre;
  }

  /** From the centre by a multiple of the way to the worst corner. */
  private double[] along(double[] centre, double factor) {
    double[] worst = corners[corners.length - 1];
    double[] point = new double[centre.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = centre[i] + factor * (worst[i] - centre[i]);
    }
    return point;
  }

  private void replace(int corner, double[] point, double value) {
    corners[corner] = point;
    values[corner] = value;
  }

  private void shrink() {
    for (int i = 1; i < corners.length; i++) {
      for (int j = 0; j < corners[i].length; j++) {
        corners[i][j] = corners[0][j] + SHRINKAGE * (corners[i][j] - corners[0][j]);
      }
      values[i] = at(corners[i]);
    }
  }
}
