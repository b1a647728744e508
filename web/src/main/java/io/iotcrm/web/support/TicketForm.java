package io.iotcrm.web.support;

import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Rights;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * What a person changes on a ticket. The version that was shown travels with the form: where
 * somebody else was quicker, nothing is written and the page shows what the ticket says now.
 */
@Named
@RequestScoped
public class TicketForm {
  @EJB private TicketService tickets;
  @Inject private TicketPage page;
  @Inject private Rights rights;
  @Inject private Changes changes;
  private TicketStatus status;
  private Priority priority;
  private String assignee;
  private Long version;
  private String comment;
  private boolean internal = true;

  public void save() {
    TicketView shown = page.getTicket();
    TicketDetails details =
        new TicketDetails(
            shown.subject(),
            shown.description(),
            status,
            rights.changes("ticket", "priority") ? priority : shown.priority(),
            shown.accountId(),
            shown.contactId(),
            shown.deviceId(),
            rights.changes("ticket", "assigneeUsername") ? assignee : shown.assigneeUsername());
    changes.attempt(() -> tickets.update(shown.id(), details, version), "ticket.saved");
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
    version = null;
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
