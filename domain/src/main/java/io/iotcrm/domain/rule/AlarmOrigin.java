package io.iotcrm.domain.rule;

/** Who has reported an alarm. */
public enum AlarmOrigin {
  CENTRE,
  EDGE,
  BOTH;

  /** With one more report. */
  AlarmOrigin and(AlarmOrigin other) {
    return this == other ? this : BOTH;
  }
}
