package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * Which tasks are wanted, newest first. Every filter may be null.
 *
 * @param q a part of the subject
 * @param owner the owner's username
 * @param kind what it is about
 * @param dealId the deal that it is for
 * @param dueFrom only tasks that are due at this time or later
 * @param dueBefore only tasks that are due before this time
 */
public record TaskQuery(
    String q,
    TaskStatus status,
    String owner,
    UUID accountId,
    UUID contactId,
    UUID ticketId,
    TaskKind kind,
    UUID dealId,
    Instant dueFrom,
    Instant dueBefore,
    PageRequest page) {

  public TaskQuery(
      String q,
      TaskStatus status,
      String owner,
      UUID accountId,
      UUID contactId,
      UUID ticketId,
      Instant dueBefore,
      PageRequest page) {
    this(q, status, owner, accountId, contactId, ticketId, null, null, null, dueBefore, page);
  }
}
