package io.iotcrm.domain.rule.twin;

import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.telemetry.Baseline;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.RollingWindow;
import java.time.Instant;
import java.util.Map;

/**
 * One series of a twin: its newest value. Windows of numbers, the value before and what is usual
 * are kept only where a rule asks for them.
 */
final class Series {
  private Instant at;
  private Object value;
  private Object previous;
  private RollingWindow window;
  private Baseline baseline;

  Series() {}

  Series(Instant at, Object value, Object previous, RollingWindow window, Baseline baseline) {
    this.at = at;
    this.value = value;
    this.previous = previous;
    this.window = window;
    this.baseline = baseline;
  }

  /**
   * Takes a reading that is newer than all before it; says whether it was.
   *
   * @param wanted what the rules want to know; null to keep all they might
   */
  boolean take(Reading reading, RuleSet.Selection wanted) {
    if (at != null && !reading.at().isAfter(at)) {
      return false;
    }
    previous = wanted == null || wanted.previousKeys().contains(reading.key()) ? value : null;
    at = reading.at();
    value = reading.value();
    if (value instanceof Double number) {
      remember(number, wanted == null || wanted.wantsWindow(reading.key()));
      learn(number, wanted == null || wanted.anomalyKeys().contains(reading.key()));
    }
    return true;
  }

  private void remember(double number, boolean wanted) {
    if (!wanted) {
      window = null;
      return;
    }
    if (window == null) {
      window = new RollingWindow();
    }
    window.add(at, number);
  }

  /** Whether its values are numbers of which no window is kept. */
  boolean hasNoWindow() {
    return window == null && value instanceof Double;
  }

  /** Takes the window of the same series as the database knows it; null for an empty one. */
  void takeWindow(Series recalled) {
    window = recalled == null || recalled.window == null ? new RollingWindow() : recalled.window;
  }

  private void learn(double number, boolean wanted) {
    if (!wanted) {
      baseline = null;
      return;
    }
    if (baseline == null) {
      baseline = new Baseline();
    }
    baseline.add(number);
  }

  Map<String, Object> features(Instant now) {
    return window == null ? Map.of() : window.features(now);
  }

  /** How unusual the newest number is; null while that is not known. */
  Double anomaly() {
    return baseline == null || baseline.score().isEmpty() ? null : baseline.score().getAsDouble();
  }

  Instant at() {
    return at;
  }

  Object value() {
    return value;
  }

  Object previous() {
    return previous;
  }

  RollingWindow window() {
    return window;
  }

  Baseline baseline() {
    return baseline;
  }
}
