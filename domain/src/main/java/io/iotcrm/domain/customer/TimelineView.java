package io.iotcrm.domain.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a timeline.
 *
 * @param refType the record it leads to ({@code ticket}, {@code alarm}, ...), with {@code refId}
 */
public record TimelineView(
    UUID id,
    Instant at,
    UUID accountId,
    UUID contactId,
    UUID leadId,
    String deviceId,
    TimelineEntry.Kind kind,
    String title,
    String detail,
    String refType,
    String refId,
    String actor)
    implements Serializable {

  public static TimelineView of(TimelineEntry entry) {
    return new TimelineView(
        entry.getId(),
        entry.getAt(),
        entry.getAccountId(),
        entry.getContactId(),
        entry.getLeadId(),
        entry.getDeviceId(),
        entry.getKind(),
        entry.getTitle(),
        entry.getDetail(),
        entry.getRefType(),
        entry.getRefId(),
        entry.getActor());
  }
}
