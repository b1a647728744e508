package io.iotcrm.domain.telemetry;

/** The bytes are not telemetry. Sending them again changes nothing. */
public class MalformedTelemetryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where, without repeating the payload. */
  public MalformedTelemetryException(String message) {
    super(message);
  }

  public MalformedTelemetryException(String message, Throwable cause) {
    super(message, cause);
  }
}
