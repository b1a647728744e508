package io.iotcrm.domain.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an edge connector sends to the centre in one message.
 *
 * @param id made once by the edge and kept over every repetition
 * @param edgeId the edge that vouches for the readings
 * @param sentAt when the edge closed the batch
 * @param readings in the order in which the edge took them
 * @param events what rules did at the edge because of these readings or earlier ones, in order
 */
public record IngestBatch(
    UUID id, String edgeId, Instant sentAt, List<Reading> readings, List<EdgeEvent> events) {
  public IngestBatch {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
  }

  /** A batch in which no rule did anything. */
  public IngestBatch(UUID id, String edgeId, Instant sentAt, List<Reading> readings) {
    this(id, edgeId, sentAt, readings, List.of());
  }
}
