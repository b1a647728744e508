package io.iotcrm.domain.telemetry.settings;

/**
 * Something that is wrong with settings.
 *
 * @param pointer the JSON pointer (RFC 6901) of the place
 * @param message what the place must be
 */
public record Fault(String pointer, String message) {
  @Override
  public String toString() {
    return pointer + " " + message;
  }
}
