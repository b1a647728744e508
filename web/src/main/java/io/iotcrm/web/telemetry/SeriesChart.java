package io.iotcrm.web.telemetry;

/**
 * One series of one device as a line.
 *
 * @param pointsJson {@code [[epoch ms, value], ...]}, oldest first
 * @param minutes the span that is shown
 * @param limit a rule's threshold to draw; null: none
 * @param eventMillis when it happened, epoch ms; null: nothing did
 * @param frozen evidence that does not grow, rather than a live line
 */
public record SeriesChart(
    String deviceId,
    String key,
    String unit,
    String label,
    String pointsJson,
    long minutes,
    Double limit,
    Long eventMillis,
    boolean frozen) {

  /** The same line under another name. */
  public SeriesChart labelled(String newLabel) {
    return new SeriesChart(
        deviceId, key, unit, newLabel, pointsJson, minutes, limit, eventMillis, frozen);
  }
}
