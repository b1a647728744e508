package io.iotcrm.ejb.rule;

import java.time.Duration;

/** What ends the trial of a rule before all is read; what was found until then is reported. */
enum DryRunLimit {
  /** There are more devices than are tried. */
  DEVICES,
  /** More readings than are tried. */
  READINGS,
  /** It took too long. */
  TIME;

  static final int MAX_DEVICES = 1_000;
  static final long MAX_READINGS = 20_000_000;
  static final Duration MAX_TIME = Duration.ofMinutes(10);
}
