package io.iotcrm.domain.sales;

/** How an amount was forecast. */
public enum ForecastMethod {
  /** Won, and each open deal times its stage's probability. */
  STAGE,
  /** Won, and each open deal times its measured probability. */
  HISTORY,
  /** Won, and what is committed. */
  COMMITTED,
  /** The same and the best case. */
  BEST_CASE,
  /** What was won in the month before: the yardstick. */
  NAIVE
}
