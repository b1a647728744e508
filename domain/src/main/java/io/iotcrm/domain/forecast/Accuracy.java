package io.iotcrm.domain.forecast;

import java.io.Serializable;

/**
 * How far forecasts were off.
 *
 * @param mae mean absolute error, in the unit of the series
 * @param mase mean absolute scaled error: in mean absolute errors of the seasonal naive forecast
 *     within the part that was learnt from (Hyndman and Koehler, International Journal of
 *     Forecasting 22, 2006); null where that never erred
 * @param smape symmetric mean absolute percentage error, 0 to 200: of {@code 200 |y - f| / (|y| +
 *     |f|)}, 0 where both are 0
 * @param values how many forecasts were compared
 */
public record Accuracy(double mae, Double mase, double smape, int values) implements Serializable {

  /** Sums up errors as they come. */
  static final class Sum {
    private double absolute;
    private double percent;
    private int count;

    /** Missing values count for nothing. */
    void add(double actual, double forecast) {
      if (Double.isNaN(actual)) {
        return;
      }
      double off = Math.abs(actual - forecast);
      double size = Math.abs(actual) + Math.abs(forecast);
      absolute += off;
      percent += size == 0 ? 0 : 200 * off / size;
      count++;
    }

    int count() {
      return count;
    }

    /**
     * @param scale see {@link Accuracy#mase}; 0 where the naive forecast never erred
     */
    Accuracy accuracy(double scale) {
      double mae = count == 0 ? 0 : absolute / count;
      return new Accuracy(
          mae,
          scale > 0 ? Double.valueOf(mae / scale) : null,
          count == 0 ? 0 : percent / count,
          count);
    }
  }

  /** The scale of MASE: mean absolute error of the seasonal naive forecast, one season ahead. */
  static double scale(double[] values, int end, int period) {
    double sum = 0;
    int count = 0;
    for (int i = period; i < end; i++) {
      if (!Double.isNaN(values[i]) && !Double.isNaN(values[i - period])) {
        sum += Math.abs(values[i] - values[i - period]);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
