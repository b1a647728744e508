package io.iotcrm.edge.quota;

import java.util.Map;

/**
 * What the section {@code quota} of a profile allows one device. Nothing is limited that it does
 * not name.
 *
 * @param messagesPerMinute in the long run; infinite for no limit
 * @param burst how many may come at once
 * @param readingsPerDay of the UTC day; {@link Long#MAX_VALUE} for no limit
 */
record Quota(double messagesPerMinute, double burst, long readingsPerDay) {
  static final Quota NONE = new Quota(Double.POSITIVE_INFINITY, 1, Long.MAX_VALUE);

  static Quota perMinute(double messages) {
    return new Quota(messages, Math.max(1, messages / 6), Long.MAX_VALUE);
  }

  /** Reads the section; what is missing or is no positive number limits nothing. */
  static Quota of(Object section) {
    if (!(section instanceof Map<?, ?> values)) {
      return NONE;
    }
    double perMinute = positive(values.get("messagesPerMinute"), Double.POSITIVE_INFINITY);
    double burst = positive(values.get("burst"), Math.max(1, Math.min(perMinute, 1e6) / 6));
    double perDay = positive(values.get("readingsPerDay"), Double.POSITIVE_INFINITY);
    return new Quota(perMinute, Math.max(1, burst), (long) perDay);
  }

  private static double positive(Object value, double otherwise) {
    return value instanceof Double number && number > 0 ? number : otherwise;
  }

  boolean limitsMessages() {
    return messagesPerMinute < Double.POSITIVE_INFINITY;
  }
}
