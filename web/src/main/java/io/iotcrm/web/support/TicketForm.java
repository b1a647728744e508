package io.iotcrm.web.support;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.QueueService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/**
 * What a person changes on a ticket. The version that was shown travels with the form: where
 * somebody else was quicker, nothing is written and the page shows what the ticket says now.
 */
@Named
@RequestScoped
public class TicketForm {
  @EJB private TicketService tickets;
  @EJB private QueueService queues;
  @Inject private TicketPage page;
  @Inject private Rights rights;
  @Inject private Changes changes;
  private TicketStatus status;
  private Priority priority;
  private String assignee;
  private String queue;
  private String tags;
  private Long version;
  private String comment;
  private boolean internal = true;

  public void save() {
    TicketView shown = page.getTicket();
    changes.attempt(
        () -> {
          TicketDetails details =
              TicketDetails.of(shown)
                  .worked(
                      status,
                      rights.changes("ticket", "priority") ? priority : shown.priority(),
                      rights.changes("ticket", "assigneeUsername")
                          ? assignee
                          : shown.assigneeUsername(),
                      Params.optionalId(queue).orElse(null),
                      Params.words(tags));
          tickets.update(shown.id(), details, version);
        },
        "ticket.saved");
    forget();
  }

  /** Gives the ticket to the visitor. */
  public void take() {
    TicketView shown = page.getTicket();
    changes.attempt(() -> tickets.take(shown.id(), shown.version()), "ticket.taken");
    forget();
  }

  public void addComment() {
    TicketView shown = page.getTicket();
    if (changes.attempt(() -> tickets.comment(shown.id(), comment, internal), "ticket.commented")) {
      comment = null;
    }
    page.reload();
  }

  private void forget() {
    page.reload();
    status = null;
    priority = null;
    assignee = null;
    queue = null;
    tags = null;
    version = null;
  }

  /** The queues to choose from. */
  public List<QueueView> getQueues() {
    return queues.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public TicketStatus[] getStatuses() {
    return TicketStatus.values();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  public TicketStatus getStatus() {
    return status == null ? page.getTicket().status() : status;
  }

  public void setStatus(TicketStatus status) {
    this.status = status;
  }

  public Priority getPriority() {
    return priority == null ? page.getTicket().priority() : priority;
  }

  public void setPriority(Priority priority) {
    this.priority = priority;
  }

  public String getAssignee() {
    return assignee == null ? page.getTicket().assigneeUsername() : assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
  }

  public String getQueue() {
    UUID now = page.getTicket().queueId();
    return queue == null && now != null ? now.toString() : queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  /** Words with spaces between. */
  public String getTags() {
    return tags == null ? String.join(" ", page.getTicket().tags()) : tags;
  }

  public void setTags(String tags) {
    this.tags = tags;
  }

  public Long getVersion() {
    return version == null ? Long.valueOf(page.getTicket().version()) : version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }

  public String getComment() {
    return comment;
  }

  public void setComment(String comment) {
    this.comment = comment;
  }

  public boolean isInternal() {
    return internal;
  }

  public void setInternal(boolean internal) {
    this.internal = internal;
  }
}
