package io.iotcrm.ejb.platform;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Delays that double from first to longest, each shortened by up to a quarter by chance, so that
 * many who wait for the same thing do not all come at once.
 *
 * @param chance gives 0 (inclusive) to 1 (exclusive)
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier chance) {

  public Backoff(Duration first, Duration longest) {
    this(first, longest, Math::random);
  }

  /**
   * @param attempt 1 for the delay after the first failure
   */
  public Duration after(int attempt) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, 40));
    double capped = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(capped * (1 - 0.25 * chance.getAsDouble())));
  }
}
