package io.iotcrm.domain.telemetry;

import java.time.Instant;

/**
 * One measured value of one series of one device.
 *
 * @param deviceId the device's registry id, 1..64 characters of {@code [A-Za-z0-9_-]}
 * @param key the name of the series, 1..64 characters of {@code [A-Za-z0-9_.-]}
 * @param at when it was measured, by the device's clock where it has one; millisecond resolution
 * @param value a finite {@link Double}, a {@link Boolean} or a {@link String} of at most 1,024
 *     characters
 * @param unit the SenML unit name, or null
 */
public record Reading(String deviceId, String key, Instant at, Object value, String unit) {

  public static final int MAX_TEXT = 1_024;

  public Reading {
    requireName("deviceId", deviceId, false);
    requireName("key", key, true);
    if (at == null) {
      throw new IllegalArgumentException("reading " + key + " has no time");
    }
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("reading " + key + " is not a finite number");
      }
    } else if (value instanceof String text) {
      if (text.length() > MAX_TEXT) {
        throw new IllegalArgumentException(
            "reading " + key + " has " + text.length() + " characters, at most " + MAX_TEXT);
      }
    } else if (!(value instanceof Boolean)) {
      throw new IllegalArgumentException("reading " + key + " is not a number, boolean or string");
    }
  }

  /** Whether the text may name a device: it becomes a topic level, a path segment, a grid key. */
  public static boolean isDeviceId(String text) {
    return isName(text, false);
  }

  /** The value as a number: booleans as 0 and 1, null for text. */
  public Double number() {
    if (value instanceof Double number) {
      return number;
    }
    return value instanceof Boolean flag ? (flag ? 1.0 : 0.0) : null;
  }

  /** The value as text, null for numbers and booleans. */
  public String text() {
    return value instanceof String text ? text : null;
  }

  private static void requireName(String what, String text, boolean dots) {
    if (!isName(text, dots)) {
      throw new IllegalArgumentException(
          what + " must be 1 to 64 letters, digits, '_' or '-'" + (dots ? " or '.'" : ""));
    }
  }

  private static boolean isName(String text, boolean dots) {
    if (text == null || text.isEmpty() || text.length() > 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fine =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '_'
              || c == '-'
              || dots && c == '.';
      if (!fine) {
        return false;
      }
    }
    return true;
  }
}
