package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;

/**
 * What is stored of telemetry, in how many bytes, and how its upkeep stands.
 *
 * @param open days in rows; the readings are PostgreSQL's estimate
 * @param closed days in chunks and rollups
 */
public record StorageStatus(Part open, Part closed, Rollups rollups, Upkeep upkeep)
    implements Serializable {

  /**
   * Some days.
   *
   * @param bytes with indexes and everything else that the database keeps for them
   * @param bytesPerReading of closed days with their rollups; null without readings
   */
  public record Part(long days, long readings, long bytes, Double bytesPerReading)
      implements Serializable {}

  /** Hours that were summed up. */
  public record Rollups(long seriesMonths, long bytes) implements Serializable {}

  /**
   * The job that closes days and drops what has expired.
   *
   * @param step what it is doing; null: nothing
   * @param message how it ended last
   * @param nextAt when it looks again by itself
   */
  public record Upkeep(
      boolean running,
      String step,
      String instance,
      Instant requestedAt,
      String requestedBy,
      Instant startedAt,
      Instant finishedAt,
      String message,
      Instant nextAt)
      implements Serializable {}
}
