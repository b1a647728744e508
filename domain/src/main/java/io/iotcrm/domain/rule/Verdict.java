package io.iotcrm.domain.rule;

/** What came of asking a condition. Only the first is a yes. */
public enum Verdict {
  TRUE,
  FALSE,
  /** It asked for a value that the device has not reported (yet). */
  MISSING,
  /** It failed: wrong types, division by zero, too much work. */
  ERROR
}
