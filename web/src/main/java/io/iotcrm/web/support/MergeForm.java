package io.iotcrm.web.support;

import io.iotcrm.domain.support.TicketMergeView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.TicketMergeService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Merging the ticket that is shown into another one, and taking others out of it again. */
@Named
@RequestScoped
public class MergeForm {
  @EJB private TicketMergeService merges;
  @EJB private TicketService tickets;
  @Inject private TicketPage page;
  @Inject private Params params;
  @Inject private Changes changes;
  private Long number;

  /** From then on the page shows the other ticket. */
  public void merge() {
    TicketView shown = page.getTicket();
    changes.attempt(
        () -> merges.merge(shown.id(), tickets.byNumber(number).id(), shown.version()),
        "ticket.merged");
    number = null;
    page.reload();
  }

  public void undo() {
    changes.attempt(
        () -> merges.undo(page.getTicket().id(), params.rowId("merge")), "ticket.parted");
    page.reload();
  }

  /** What is part of the ticket that is shown. */
  public List<TicketMergeView> getMerged() {
    return merges.merges(page.getTicket().id()).stream()
        .filter(one -> one.undoneAt() == null)
        .toList();
  }

  public Long getNumber() {
    return number;
  }

  public void setNumber(Long number) {
    this.number = number;
  }
}
