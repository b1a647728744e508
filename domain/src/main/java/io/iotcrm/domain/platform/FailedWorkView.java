package io.iotcrm.domain.platform;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that was given up, as lists and pages show it.
 *
 * @param kind RULE_EVENT, or OUTBOX/ and the kind of the message
 * @param payload JSON object: what is needed to do it again
 */
public record FailedWorkView(
    UUID id,
    String kind,
    String subject,
    String reason,
    String payload,
    String idempotencyKey,
    int attempts,
    FailedWork.State state,
    String note,
    Instant failedAt,
    Instant resolvedAt,
    String resolvedBy,
    long version)
    implements Serializable {

  public static FailedWorkView of(FailedWork work) {
    return new FailedWorkView(
        work.getId(),
        work.getKind(),
        work.getSubject(),
        work.getReason(),
        work.getPayload(),
        work.getIdempotencyKey(),
        work.getAttempts(),
        work.getState(),
        work.getNote(),
        work.getFailedAt(),
        work.getResolvedAt(),
        work.getResolvedBy(),
        work.getVersion());
  }
}
