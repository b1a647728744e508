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
 */
public record IngestBatch(UUID id, String edgeId, Instant sentAt, List<Reading> readings) {
  public IngestBatch {
    readings = List.copyOf(readings);
  }
}
