package io.iotcrm.domain.sales;

import java.io.Serializable;

/**
 * How far forecasts of one method were off, so many months ahead.
 *
 * <p>WAPE is the sum of the absolute errors as a part of what was won altogether (the ratio of MAD
 * and mean of Kolassa and Schütz, Foresight 6, 2007). Unlike the mean absolute percentage error it
 * bears months in which nothing was won.
 *
 * @param monthsAhead 0: made at the beginning of the month itself
 * @param months how many months were compared
 * @param wape 0 and more; null where nothing was won at all
 * @param bias above 0 where more was forecast than won, as a part of what was won; null as above
 */
public record ForecastError(
    ForecastMethod method, int monthsAhead, int months, Double wape, Double bias)
    implements Serializable {

  /** Sums up errors as they come. */
  public static final class Sum {
    private double off;
    private double over;
    private double won;
    private int months;

    public void add(double actual, double forecast) {
      off += Math.abs(actual - forecast);
      over += forecast - actual;
      won += actual;
      months++;
    }

    public ForecastError error(ForecastMethod method, int monthsAhead) {
      return new ForecastError(
          method,
          monthsAhead,
          months,
          won > 0 ? Double.valueOf(off / won) : null,
          won > 0 ? Double.valueOf(over / won) : null);
    }
  }
}
