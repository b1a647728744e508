package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.PageRequest;
import java.util.Set;
import java.util.UUID;

/**
 * Which tickets are wanted, newest first. Every filter may be null.
 *
 * @param q a part of the subject, or the whole number
 * @param status any of these; empty or null for all
 * @param assignee the assignee's username
 */
public record TicketQuery(
    String q,
    Set<TicketStatus> status,
    Priority priority,
    String assignee,
    UUID accountId,
    UUID contactId,
    String deviceId,
    UUID alarmId,
    Work work,
    PageRequest page) {

  /**
   * What matters to those who work on tickets. Every filter may be null.
   *
   * @param member a user name: tickets in that person's queues
   * @param unassigned whether nobody has it
   */
  public record Work(SlaState sla, UUID queueId, String member, Boolean unassigned, String tag) {
    public static final Work ANY = new Work(null, null, null, null, null);
  }

  public TicketQuery {
    work = work == null ? Work.ANY : work;
  }

  public TicketQuery(
      String q,
      Set<TicketStatus> status,
      Priority priority,
      String assignee,
      UUID accountId,
      UUID contactId,
      String deviceId,
      UUID alarmId,
      PageRequest page) {
    this(q, status, priority, assignee, accountId, contactId, deviceId, alarmId, null, page);
  }
}
