package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.BoardQuery;
import io.iotcrm.domain.sales.BoardView;
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A pipeline's deals side by side, so many of each stage as fit a page. */
@Stateless
public class DealBoard {
  /** Won and lost deals become ever more: a board shows the recent ones. */
  static final int CLOSED_DAYS = 30;

  @EJB private DealService deals;
  @EJB private PipelineService pipelines;
  @Inject private StageTable stages;
  @Inject private Permissions permissions;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public BoardView board(BoardQuery query) {
    Reach reach = permissions.require(Action.READ, RecordKind.DEAL);
    PipelineView pipeline = pipelines.byKey(query.pipeline());
    Instant closedFrom = Instant.now().minus(CLOSED_DAYS, ChronoUnit.DAYS);
    List<StageTable.Total> totals =
        Database.answer(
            () -> stages.totals(pipeline.id(), reach, query.owner(), query.q(), closedFrom));
    List<BoardView.Column> columns = new ArrayList<>();
    for (StageView stage : pipeline.stages()) {
      columns.add(column(query, stage, totals, closedFrom));
    }
    return new BoardView(pipeline, CLOSED_DAYS, columns);
  }

  private BoardView.Column column(
      BoardQuery query, StageView stage, List<StageTable.Total> totals, Instant closedFrom) {
    boolean worthShown = !permissions.hidden(RecordKind.DEAL).contains("amount");
    List<StageTable.Total> own =
        totals.stream().filter(total -> total.stageId().equals(stage.id())).toList();
    String cursor = stage.key().equals(query.column()) ? query.cursor() : null;
    DealQuery.Narrow narrow =
        stage.kind().isClosed()
            ? new DealQuery.Narrow(null, null, null, null, closedFrom, null, null, null)
            : null;
    return new BoardView.Column(
        stage,
        own.stream().mapToLong(StageTable.Total::count).sum(),
        own.stream()
            .filter(total -> total.currency() != null && worthShown)
            .map(total -> total.sum(stage.probability()))
            .toList(),
        deals.column(
            stage.id(),
            new DealQuery(
                query.q(),
                null,
                null,
                null,
                query.owner(),
                null,
                narrow,
                new PageRequest(query.limit(), cursor))));
  }
}
