package io.iotcrm.domain.telemetry;

/**
 * What a device profile says about one series.
 *
 * @param key the name of the series
 * @param unit the SenML unit name that its numbers are in, or null for any
 * @param kind the type of its values
 * @param min the least number that is believed, or null
 * @param max the greatest number that is believed, or null
 */
public record SeriesSpec(String key, String unit, Kind kind, Double min, Double max) {

  /** The type of a series' values. */
  public enum Kind {
    NUMBER(Double.class),
    BOOLEAN(Boolean.class),
    STRING(String.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    boolean takes(Object value) {
      return type.isInstance(value);
    }
  }

  public SeriesSpec {
    if (key == null || key.isEmpty() || kind == null) {
      throw new IllegalArgumentException("a series needs a key and a kind");
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException(
          "series " + key + " has its least value above its greatest");
    }
  }
}
