package io.iotcrm.ejb.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When days are closed, and how fast. */
@ApplicationScoped
public class ClosingPolicy {
  @Inject
  @ConfigProperty(name = "iotcrm.telemetry.compress.after", defaultValue = "P2D")
  private Duration after;

  @Inject
  @ConfigProperty(name = "iotcrm.telemetry.compress.late", defaultValue = "PT6H")
  private Duration late;

  @Inject
  @ConfigProperty(name = "iotcrm.telemetry.compress.rate", defaultValue = "300000")
  private int readingsPerSecond;

  /** For the container. */
  public ClosingPolicy() {}

  /** For use outside a container. */
  ClosingPolicy(Duration after, Duration late, int readingsPerSecond) {
    this.after = after;
    this.late = late;
    this.readingsPerSecond = readingsPerSecond;
  }

  /** The last day that may be closed at this moment. */
  public LocalDate lastDay(Instant now) {
    return LocalDate.ofInstant(now.minus(after), ZoneOffset.UTC).minusDays(1);
  }

  /** How long late readings of a closed day wait, so that they are merged together. */
  Duration late() {
    return late;
  }

  /** Gives the processors back to those who store and ask, after so many readings. */
  void pause(long readings, long nanosUsed) throws InterruptedException {
    long due = readings * 1_000_000_000L / Math.max(1, readingsPerSecond);
    if (due > nanosUsed) {
      Thread.sleep((due - nanosUsed) / 1_000_000);
    }
  }
}
