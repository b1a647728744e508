package io.iotcrm.web.support;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.SlaState;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.QueueService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tickets: the open ones, one's own, those of one's queues, or all; by service level and queue. */
@Named
@RequestScoped
public class TicketsPage extends ListPage<TicketView> {
  private static final Set<TicketStatus> OPEN =
      EnumSet.of(TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING);

  @EJB private TicketService tickets;
  @EJB private QueueService queues;
  @Inject private Visitor visitor;
  private String show;
  private SlaState sla;
  private UUID queue;
  private String tag;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
    sla = Params.constant(SlaState.class, address.get("sla"));
    queue = Params.optionalId(address.get("queue")).orElse(null);
    tag = address.get("tag");
  }

  @Override
  protected Page<TicketView> load(PageRequest request) {
    Set<TicketStatus> status = show.equals("all") ? null : OPEN;
    String assignee = show.equals("mine") ? visitor.getName() : null;
    TicketQuery.Work work =
        new TicketQuery.Work(
            sla,
            queue,
            show.equals("queues") ? visitor.getName() : null,
            show.equals("unassigned") ? Boolean.TRUE : null,
            tag);
    return tickets.list(
        new TicketQuery(getQ(), status, null, assignee, null, null, null, null, work, request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.put("sla", sla == null ? null : sla.name());
    filters.put("queue", queue == null ? null : queue.toString());
    filters.put("tag", tag);
    return filters;
  }

  public String getShow() {
    return show;
  }

  public SlaState getSla() {
    return sla;
  }

  public SlaState[] getSlaStates() {
    return SlaState.values();
  }

  public UUID getQueue() {
    return queue;
  }

  public String getTag() {
    return tag;
  }

  /** The queues to choose from. */
  public List<QueueView> getQueues() {
    return queues.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }
}
