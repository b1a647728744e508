package io.iotcrm.domain.support;

/** How soon a ticket wants an answer, soonest first. */
public enum Priority {
  URGENT,
  HIGH,
  NORMAL,
  LOW;

  /** The next more urgent one; the most urgent stays. */
  public Priority raised() {
    return values()[Math.max(0, ordinal() - 1)];
  }
}
