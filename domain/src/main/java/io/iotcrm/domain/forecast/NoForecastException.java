package io.iotcrm.domain.forecast;

/** There is no forecast; the message says what is missing, in words fit for people. */
public final class NoForecastException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SkipReason reason;

  public NoForecastException(SkipReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public SkipReason reason() {
    return reason;
  }
}
