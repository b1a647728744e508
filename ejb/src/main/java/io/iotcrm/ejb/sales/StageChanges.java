package io.iotcrm.ejb.sales;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.LossReason;
import io.iotcrm.domain.sales.Pipeline;
import io.iotcrm.domain.sales.Stage;
import io.iotcrm.domain.sales.StageChange;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.ejb.platform.Records;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Brings deals to stages and keeps their history, in the caller's transaction. */
@Dependent
public class StageChanges {
  private static final String DEAL = "deal";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Pipelines pipelines;

  /** The beginning of the history of a deal that was just made. */
  public void begin(Deal deal, String actor) {
    em.persist(new StageChange(deal, null, null, actor));
  }

  /**
   * Moves it where it is not there already.
   *
   * @return the change; null where it stays where it is
   */
  StageChange apply(Deal deal, StageMove move, String actor) {
    if (move == null || move.stage() == null && move.pipeline() == null) {
      return null;
    }
    Stage from = deal.getStage();
    Instant since = deal.getStageSince();
    Stage next = target(from, move);
    if (next.getKind() == StageKind.LOST) {
      LossReason reason = pipelines.reason(move.lostReason());
      if (next.getId().equals(from.getId()) && reason == null) {
        return null;
      }
      requireReason(reason, deal);
      Records.checked(
          "/competitor",
          () -> deal.lose(next, reason, move.competitor(), move.lostNote(), Instant.now()));
    } else {
      Records.checked("/stage", () -> deal.moveTo(next, Instant.now()));
    }
    if (next.getId().equals(from.getId())) {
      return null;
    }
    StageChange change = new StageChange(deal, from, since, actor);
    em.persist(change);
    tell(deal, change, actor);
    return change;
  }

  private Stage target(Stage from, StageMove move) {
    Pipeline pipeline =
        move.pipeline() == null
            ? from.getPipeline()
            : pipelines.byKey(move.pipeline(), "/pipeline");
    if (move.stage() == null) {
      return pipeline.getId().equals(from.getPipeline().getId()) ? from : pipeline.first();
    }
    if (pipeline.getId().equals(from.getPipeline().getId()) && move.stage().equals(from.getKey())) {
      return from;
    }
    return Pipelines.stage(pipeline, move.stage());
  }

  private static void requireReason(LossReason reason, Deal deal) {
    if (reason == null) {
      throw new InvalidInputException("/lostReason", "must say why the deal is lost");
    }
    if (reason.isRetired() && !reason.equals(deal.getLostReason())) {
      throw new InvalidInputException("/lostReason", "is not used any more: " + reason.getName());
    }
  }

  private void tell(Deal deal, StageChange change, String actor) {
    TimelineEntry.Kind kind =
        switch (deal.getStage().getKind()) {
          case OPEN -> TimelineEntry.Kind.DEAL_MOVED;
          case WON -> TimelineEntry.Kind.DEAL_WON;
          case LOST -> TimelineEntry.Kind.DEAL_LOST;
        };
    String why = deal.getLostReason() == null ? "" : ": " + deal.getLostReason().getName();
    em.persist(
        new TimelineEntry(
                change.getAt(),
                new TimelineEntry.Subject(
                    deal.getAccount().getId(),
                    deal.getContact() == null ? null : deal.getContact().getId(),
                    null),
                kind,
                "Deal: " + deal.getName(),
                change.getFrom().getName() + " → " + deal.getStage().getName() + why,
                actor)
            .about(DEAL, deal.getId())
            .once(timelineKey(change)));
  }

  /** Takes back a change that {@link StageChange#mayBeUndone}. */
  void undo(Deal deal, StageChange change) {
    deal.putBack(change.getFrom(), change.getFromSince());
    em.createQuery("delete from TimelineEntry t where t.idempotencyKey = ?1")
        .setParameter(1, timelineKey(change))
        .executeUpdate();
    em.remove(change);
  }

  private static String timelineKey(StageChange change) {
    return "deal-stage/" + change.getId();
  }
}
