package io.iotcrm.domain.forecast;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The intervals of a forecast, with the seasons that are looked for. */
public enum ForecastStep {
  HOUR(Duration.ofHours(1), List.of(24, 168), Duration.ofDays(56), 24 * 14),
  DAY(Duration.ofDays(1), List.of(7), Duration.ofDays(400), 180);

  private final Duration length;
  private final List<Integer> periods;
  private final Duration history;
  private final int mostSteps;

  ForecastStep(Duration length, List<Integer> periods, Duration history, int mostSteps) {
    this.length = length;
    this.periods = periods;
    this.history = history;
    this.mostSteps = mostSteps;
  }

  /** From {@code hour} or {@code day}. */
  public static ForecastStep parse(String text) {
    for (ForecastStep step : values()) {
      if (step.key().equals(text)) {
        return step;
      }
    }
    throw new InvalidInputException("/step", "must be hour or day, not '" + text + "'");
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In messages. */
  public String unit() {
    return key() + "s";
  }

  public Duration length() {
    return length;
  }

  public List<Integer> periods() {
    return periods;
  }

  /** How far back values are taken into account. */
  public Duration history() {
    return history;
  }

  /** The farthest that can be asked for. */
  public int mostSteps() {
    return mostSteps;
  }

  /**
   * @param horizon steps; null for a usual one
   */
  public int horizon(Integer horizon) {
    int steps = horizon == null ? (this == HOUR ? 48 : 28) : horizon;
    if (steps < 1 || steps > mostSteps) {
      throw new InvalidInputException("/horizon", "must be 1 to " + mostSteps + " " + unit());
    }
    return steps;
  }
}
