package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.StageChange;
import io.iotcrm.domain.sales.StageChangeView;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.FieldRights;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A deal's way through the stages. */
@Stateless
public class DealMoves {
  private static final String DEAL = "deal";
  private static final Duration UNDO = Duration.ofMinutes(15);
  private static final int MAX_HISTORY = 200;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private StageChanges changes;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  /** Moves the deal that was read at the expected version; one that is there already stays. */
  @RolesAllowed({ADMIN, SALES})
  public DealView move(UUID id, StageMove move, long expected) {
    Deal deal =
        records.allowed(Action.EDIT, Deal.class, RecordKind.DEAL, id, expected, Deal::getVersion);
    if (move.stage() == null) {
      throw new InvalidInputException("/stage", "must name a stage");
    }
    if (changes.apply(deal, move, context.getCallerPrincipal().getName()) != null) {
      records.save("move", DEAL, id);
    }
    return fields.shown(RecordKind.DEAL, DealView.of(deal));
  }

  /**
   * Takes back one's own last move, where the deal was not changed since and not more than 15
   * minutes have gone. The history is then as if it had not been.
   */
  @RolesAllowed({ADMIN, SALES})
  public DealView undo(UUID id, long expected) {
    Deal deal =
        records.allowed(Action.EDIT, Deal.class, RecordKind.DEAL, id, expected, Deal::getVersion);
    List<StageChange> last = changesOf(id, 1);
    String person = context.getCallerPrincipal().getName();
    if (last.isEmpty() || !last.get(0).mayBeUndone(person, UNDO, Instant.now())) {
      throw new InvalidInputException(
          "", "only your own last move can be undone, within 15 minutes");
    }
    changes.undo(deal, last.get(0));
    records.save("undo-move", DEAL, id);
    return fields.shown(RecordKind.DEAL, DealView.of(deal));
  }

  /** The stages that it came to, the last first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<StageChangeView> history(UUID id) {
    records.readable(Deal.class, RecordKind.DEAL, id);
    return changesOf(id, MAX_HISTORY).stream()
        .map(fields.showing(RecordKind.DEAL, StageChange::view))
        .toList();
  }

  private List<StageChange> changesOf(UUID id, int limit) {
    return em.createQuery(
            "select c from StageChange c where c.deal.id = ?1 order by c.at desc, c.id desc",
            StageChange.class)
        .setParameter(1, id)
        .setMaxResults(limit)
        .getResultList();
  }
}
