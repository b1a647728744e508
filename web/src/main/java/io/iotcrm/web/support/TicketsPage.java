package io.iotcrm.web.support;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
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
import java.util.Map;
import java.util.Set;

/** Tickets: the open ones, one's own, or all. */
@Named
@RequestScoped
public class TicketsPage extends ListPage<TicketView> {
  private static final Set<TicketStatus> OPEN =
      EnumSet.of(TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING);

  @EJB private TicketService tickets;
  @Inject private Visitor visitor;
  private String show;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
  }

  @Override
  protected Page<TicketView> load(PageRequest request) {
    Set<TicketStatus> status = show.equals("all") ? null : OPEN;
    String assignee = show.equals("mine") ? visitor.getName() : null;
    return tickets.list(
        new TicketQuery(getQ(), status, null, assignee, null, null, null, null, request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    return filters;
  }

  public String getShow() {
    return show;
  }
}
