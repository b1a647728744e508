package io.iotcrm.domain.telemetry;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted how many readings are stored now, those included that were there before
 * @param rejected the others, each with its reason
 */
public record IngestOutcome(int accepted, List<Rejection> rejected) {
  public IngestOutcome {
    rejected = List.copyOf(rejected);
  }

  /**
   * A reading that was not taken.
   *
   * @param reason a short code, e.g. {@code unknown-device}
   */
  public record Rejection(Reading reading, String reason) {}
}
