package io.iotcrm.domain.rule;

/** How bad it is, worst first. */
public enum Severity {
  CRITICAL,
  MAJOR,
  MINOR,
  WARNING,
  INFO;

  /** The next worse one; the worst stays. */
  public Severity worse() {
    return values()[Math.max(0, ordinal() - 1)];
  }

  public boolean isWorseThan(Severity other) {
    return ordinal() < other.ordinal();
  }
}
