package io.iotcrm.ejb.hubspot;

import java.time.Duration;

/** The other CRM cannot take anything now. What was to be sent stays in the outbox. */
public class CrmUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public CrmUnavailableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  public CrmUnavailableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Trying earlier is pointless. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
