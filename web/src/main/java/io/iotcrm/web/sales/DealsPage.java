package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealStage;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deals: one's own, all that are open, or all; moved on from their row. */
@Named
@RequestScoped
public class DealsPage extends ListPage<DealView> {
  @EJB private DealService deals;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private String show;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
  }

  @Override
  protected Page<DealView> load(PageRequest request) {
    String owner = show.equals("mine") ? visitor.getName() : null;
    Boolean open = show.equals("all") ? null : Boolean.TRUE;
    return deals.list(new DealQuery(getQ(), null, open, owner, null, request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    return filters;
  }

  /** Moves a deal to the stage that its button names. */
  public void move() {
    UUID id = params.rowId("deal");
    DealStage next = Params.constant(DealStage.class, params.value());
    changes.attempt(
        () -> {
          DealView now = deals.get(id);
          deals.update(
              id,
              new DealDetails(
                  now.name(),
                  now.accountId(),
                  now.contactId(),
                  next,
                  now.amount(),
                  now.currency(),
                  now.closeOn(),
                  now.ownerUsername()),
              now.version());
        },
        "deal.moved");
    reload();
  }

  /** Where a deal can go next. */
  public List<DealStage> next(DealView deal) {
    return switch (deal.stage()) {
      case NEW -> List.of(DealStage.QUALIFIED, DealStage.LOST);
      case QUALIFIED -> List.of(DealStage.PROPOSED, DealStage.LOST);
      case PROPOSED -> List.of(DealStage.WON, DealStage.LOST);
      case WON, LOST -> List.of(DealStage.NEW);
    };
  }

  public String getShow() {
    return show;
  }
}
