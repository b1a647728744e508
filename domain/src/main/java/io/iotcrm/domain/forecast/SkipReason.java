package io.iotcrm.domain.forecast;

/** Why there is no forecast. */
public enum SkipReason {
  /** Nothing was reported in the time that is looked at. */
  NO_VALUES,
  /** Fewer than two seasons to learn from and one to check. */
  TOO_LITTLE_HISTORY,
  /** Most of the time that is looked at has no value. */
  TOO_MANY_GAPS
}
