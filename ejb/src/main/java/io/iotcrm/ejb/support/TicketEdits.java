package io.iotcrm.ejb.support;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.SlaClock;
import io.iotcrm.domain.support.SupportQueue;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketTags;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.FieldRights;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/**
 * Changes of tickets with everything that follows from them: clocks, assignment, timeline, mail to
 * the customer. In the caller's transaction, which saves the ticket afterwards.
 */
@Dependent
public class TicketEdits {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private FieldRights fields;
  @Inject private TicketClocks clocks;
  @Inject private TicketIntake intake;
  @Inject private TicketNotes notes;
  @Inject private SurveyInvitations surveys;
  @Inject private MailOutbox mail;
  @Inject private Meters meters;

  /**
   * Replaces what people wrote; fields that the caller does not see stay as they are.
   *
   * @param actor a user name
   */
  public void replace(Ticket ticket, TicketDetails wanted, String actor) {
    requireNotMerged(ticket);
    TicketView before = TicketView.of(ticket);
    TicketDetails details = fields.kept(RecordKind.TICKET, wanted, before);
    Instant now = Instant.now();
    AppUser assignee = records.user(details.assigneeUsername(), "/assigneeUsername");
    ticket.concern(
        records.account(details.accountId(), "/accountId", ticket.getAccount()),
        records.contact(details.contactId(), "/contactId", ticket.getContact()));
    Device device = records.device(details.deviceId(), "/deviceId", ticket.getDeviceId());
    ticket.about(device == null ? null : device.getId());
    Records.checked(
        "/subject",
        () -> {
          ticket.reword(details.subject(), details.description());
          return ticket;
        });
    tag(ticket, details);
    if (details.status() != null && details.status() != ticket.getStatus()) {
      Records.checked(
          "/status",
          () -> {
            ticket.moveTo(details.status());
            return ticket;
          });
    }
    // Afterwards, for giving a new ticket to somebody opens it.
    if (ticket.getAssignee() != assignee) {
      ticket.assignTo(assignee);
    }
    move(ticket, details);
    clocks.follow(ticket, now);
    if (before.status() != TicketStatus.RESOLVED && ticket.getStatus() == TicketStatus.RESOLVED) {
      surveys.invite(ticket);
    }
    String changes = TicketChanges.describe(before, TicketView.of(ticket));
    if (!changes.isEmpty()) {
      notes.tell(ticket, TimelineEntry.Kind.TICKET_CHANGED, "Ticket #%d changed", changes, actor);
    }
  }

  /** Another queue or priority may mean another service level, another queue another assignee. */
  private void move(Ticket ticket, TicketDetails details) {
    boolean match = false;
    if (details.priority() != null && details.priority() != ticket.getPriority()) {
      ticket.prioritise(details.priority());
      match = true;
    }
    SupportQueue queue = queue(details.queueId());
    if (queue != ticket.getQueue()) {
      ticket.enqueue(queue);
      intake.assign(ticket);
      match = true;
    }
    if (match) {
      clocks.match(ticket, Instant.now());
    }
  }

  void tag(Ticket ticket, TicketDetails details) {
    TicketTags tags = Records.checked("/tags", () -> new TicketTags(details.tags()));
    if (!tags.equals(ticket.getTags())) {
      ticket.tag(tags);
    }
  }

  /** The queue that a member of the input names; null for null. */
  SupportQueue queue(UUID id) {
    SupportQueue queue = id == null ? null : em.find(SupportQueue.class, id);
    if (id != null && queue == null) {
      throw new InvalidInputException("/queueId", "names no queue: " + id);
    }
    return queue;
  }

  /**
   * Writes a note for colleagues, or a reply, which goes to the customer by mail where that can be
   * sent and ends the wait for the first response.
   */
  public TicketComment comment(Ticket ticket, String author, String body, boolean internal) {
    requireNotMerged(ticket);
    TicketComment comment =
        Records.checked("/body", () -> new TicketComment(ticket, author, body, internal));
    em.persist(comment);
    if (!internal) {
      answered(ticket);
      if (ticket.getContact() != null && mail.isConfigured()) {
        mail.add(
            new MailOutbox.Letter(
                new MailRecipient(MailRecipient.Kind.CONTACT_SERVICE, null),
                null,
                ticket.getContact().getId(),
                "[#%d] %s".formatted(ticket.getNumber(), ticket.getSubject()),
                body),
            "ticket/comment/" + comment.getId());
      }
    }
    notes.show(ticket);
    return comment;
  }

  private void answered(Ticket ticket) {
    SlaClock response = ticket.getSla() == null ? null : ticket.getSla().getResponse();
    if (response != null && response.getDoneAt() == null) {
      clocks.answered(ticket, Instant.now());
      meters.firstResponse(response.getUsed());
    }
  }

  /** What was merged into another ticket goes on there. */
  static void requireNotMerged(Ticket ticket) {
    if (ticket.getMergedInto() != null) {
      throw new InvalidInputException(
          "", "ticket #" + ticket.getNumber() + " was merged into " + ticket.getMergedInto());
    }
  }
}
