package io.iotcrm.domain.device;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.RollingWindow;
import java.time.Instant;
import java.util.Map;

/** One series of a twin: its newest value, and windows where it is a number. */
final class Series {
  private Instant at;
  private Object value;
  private RollingWindow window;

  Series() {}

  Series(Instant at, Object value, RollingWindow window) {
    this.at = at;
    this.value = value;
    this.window = window;
  }

  /** Takes a reading that is newer than all before it; says whether it was. */
  boolean take(Reading reading) {
    if (at != null && !reading.at().isAfter(at)) {
      return false;
    }
    at = reading.at();
    value = reading.value();
    if (value instanceof Double number) {
      if (window == null) {
        window = new RollingWindow();
      }
      window.add(at, number);
    }
    return true;
  }

  Map<String, Object> features(Instant now) {
    return window == null ? Map.of() : window.features(now);
  }

  Instant at() {
    return at;
  }

  Object value() {
    return value;
  }

  RollingWindow window() {
    return window;
  }
}
