package io.iotcrm.web.device;

import io.iotcrm.domain.telemetry.SeriesSpec;

/** One line of the table of series, while somebody writes in it. */
public class SeriesRow {
  private String key;
  private String unit;
  private SeriesSpec.Kind kind = SeriesSpec.Kind.NUMBER;
  private Double min;
  private Double max;

  static SeriesRow of(ProfileBody.Series series) {
    SeriesRow row = new SeriesRow();
    row.key = series.key();
    row.unit = series.unit();
    row.kind = series.kind();
    row.min = series.min();
    row.max = series.max();
    return row;
  }

  boolean isEmpty() {
    return key == null || key.isBlank();
  }

  ProfileBody.Series series() {
    return new ProfileBody.Series(
        key.strip(), unit == null || unit.isBlank() ? null : unit.strip(), kind, min, max);
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getUnit() {
    return unit;
  }

  public void setUnit(String unit) {
    this.unit = unit;
  }

  public SeriesSpec.Kind getKind() {
    return kind;
  }

  public void setKind(SeriesSpec.Kind kind) {
    this.kind = kind;
  }

  public Double getMin() {
    return min;
  }

  public void setMin(Double min) {
    this.min = min;
  }

  public Double getMax() {
    return max;
  }

  public void setMax(Double max) {
    this.max = max;
  }
}
