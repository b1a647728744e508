package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.ejb.sales.DealMoves;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deals: one's own, all that are open, or all; moved on from their row. Reports lead here with
 * further filters in the address.
 */
@Named
@RequestScoped
public class DealsPage extends ListPage<DealView> {
  /** What reports may narrow the list by. */
  private static final List<String> NARROWING =
      List.of(
          "pipeline",
          "stage",
          "kind",
          "owner",
          "source",
          "lostReason",
          "competitor",
          "closedFrom",
          "closedBefore",
          "dueFrom",
          "dueBefore");

  @EJB private DealService deals;
  @EJB private DealMoves moves;
  @EJB private PipelineService pipelines;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private final Map<String, String> narrowing = new LinkedHashMap<>();
  private List<PipelineView> known;
  private String show;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
    for (String name : NARROWING) {
      if (address.get(name) != null) {
        narrowing.put(name, address.get(name));
      }
    }
  }

  @Override
  protected Page<DealView> load(PageRequest request) {
    String owner = show.equals("mine") ? visitor.getName() : narrowing.get("owner");
    Boolean open = show.equals("all") ? null : Boolean.TRUE;
    LocalDate closedFrom = day("closedFrom");
    LocalDate closedBefore = day("closedBefore");
    return deals.list(
        new DealQuery(
            getQ(),
            narrowing.get("pipeline"),
            narrowing.get("stage"),
            open,
            owner,
            null,
            new DealQuery.Narrow(
                Params.constant(StageKind.class, narrowing.get("kind")),
                narrowing.get("source"),
                narrowing.get("lostReason"),
                narrowing.get("competitor"),
                closedFrom == null ? null : closedFrom.atStartOfDay(ZoneOffset.UTC).toInstant(),
                closedBefore == null ? null : closedBefore.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day("dueFrom"),
                day("dueBefore")),
            request));
  }

  private LocalDate day(String name) {
    try {
      return narrowing.get(name) == null ? null : LocalDate.parse(narrowing.get(name));
    } catch (DateTimeException edited) {
      throw new InvalidInputException("/" + name, "must be a date, e.g. 2026-03-31");
    }
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.putAll(narrowing);
    return filters;
  }

  /** What the list is narrowed by, in words; empty where it is not. */
  public String getNarrowedBy() {
    return narrowing.values().stream().collect(Collectors.joining(", "));
  }

  /** Moves a deal to the stage that its button names. */
  public void move() {
    UUID id = params.rowId("deal");
    String next = params.value();
    changes.attempt(
        () -> moves.move(id, StageMove.to(next), deals.get(id).version()), "deal.moved");
    reload();
  }

  /** Where a deal can go next with one press; losing it needs a reason and is done on its page. */
  public List<StageView> next(DealView deal) {
    if (known == null) {
      known = pipelines.list(false);
    }
    List<StageView> stages =
        known.stream()
            .filter(one -> one.key().equals(deal.pipeline()))
            .findFirst()
            .map(PipelineView::stages)
            .orElse(List.of());
    List<StageView> next = new ArrayList<>();
    boolean after = deal.stageKind().isClosed();
    for (StageView stage : stages) {
      boolean open = !stage.kind().isClosed();
      if (open && after && next.isEmpty()) {
        next.add(stage);
      }
      if (stage.kind() == StageKind.WON && !deal.stageKind().isClosed()) {
        next.add(stage);
      }
      after |= stage.key().equals(deal.stage());
    }
    return next;
  }

  public String getShow() {
    return show;
  }
}
