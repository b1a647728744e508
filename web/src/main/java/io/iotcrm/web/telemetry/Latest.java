package io.iotcrm.web.telemetry;

import java.time.Instant;

/**
 * The newest value of one series, ready to be shown.
 *
 * @param unit as people write it, or empty
 */
public record Latest(
    String deviceId, String key, String label, String value, String unit, Instant at) {
  /** A number with at most two decimals, anything else as it is. */
  public static String shown(Object value) {
    if (value instanceof Number number) {
      double rounded = Math.round(number.doubleValue() * 100) / 100.0;
      return rounded == Math.rint(rounded)
          ? String.valueOf((long) rounded)
          : String.valueOf(rounded);
    }
    return value == null ? "" : value.toString();
  }
}
