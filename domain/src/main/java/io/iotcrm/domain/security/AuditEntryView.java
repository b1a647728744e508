package io.iotcrm.domain.security;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An audit entry as it may be shown.
 *
 * @param seq its place in the chain; null for the few seconds until it has one
 * @param hash hexadecimal; null as long as there is no place
 */
public record AuditEntryView(
    UUID id,
    Instant at,
    String actor,
    String action,
    String objectType,
    String objectId,
    AuditEntry.Outcome outcome,
    String address,
    String detail,
    Long seq,
    String hash) {

  public static AuditEntryView of(AuditEntry entry) {
    return new AuditEntryView(
        entry.getId(),
        entry.getAt(),
        entry.getActor(),
        entry.getAction(),
        entry.getObjectType(),
        entry.getObjectId(),
        entry.getOutcome(),
        entry.getAddress(),
        entry.getDetail(),
        entry.getSeq(),
        entry.getHash() == null ? null : HexFormat.of().formatHex(entry.getHash()));
  }
}
