package io.iotcrm.domain.sales;

/**
 * How surely a deal in a stage is counted on. Committed is what is won and what is in {@link
 * #COMMIT}; the best case adds {@link #BEST_CASE}; {@link #PIPELINE} is in neither.
 */
public enum ForecastCategory {
  PIPELINE,
  BEST_CASE,
  COMMIT
}
