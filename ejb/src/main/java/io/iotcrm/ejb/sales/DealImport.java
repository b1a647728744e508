package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.PastDeal;
import io.iotcrm.domain.sales.Pipeline;
import io.iotcrm.domain.sales.Stage;
import io.iotcrm.domain.sales.StageChange;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/**
 * Takes over deals from another system with their history, so that win rates and forecasts know the
 * past from the first day. Nothing is told in customers' timelines: it is not news.
 */
@Stateless
public class DealImport {
  private static final String DEAL = "deal";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Pipelines pipelines;
  @Inject private StageChanges changes;
  @Inject private Permissions permissions;
  @Resource private SessionContext context;

  /** One that is there already, by its key, stays as it is. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public DealView take(PastDeal past) {
    permissions.require(Action.READ, RecordKind.DEAL);
    String key = "import/" + past.key();
    List<Deal> known =
        em.createQuery("select d from Deal d where d.idempotencyKey = ?1", Deal.class)
            .setParameter(1, key)
            .getResultList();
    if (!known.isEmpty()) {
      return DealView.of(known.get(0));
    }
    Account account = records.account(past.accountId(), "/accountId");
    Contact contact = records.contact(past.contactId(), "/contactId");
    AppUser owner = records.user(past.ownerUsername(), "/ownerUsername");
    Pipeline pipeline = pipelines.byKey(past.pipeline(), "/pipeline");
    Stage first = Pipelines.stage(pipeline, past.way().get(0).stage());
    if (first.getKind().isClosed()) {
      throw new InvalidInputException("/way/0/stage", "must be an open stage");
    }
    Deal deal =
        Records.checked("/name", () -> new Deal(past.name(), account, contact, owner, first));
    Records.checked(
        "/amount",
        () -> {
          deal.worth(past.amount(), past.currency());
          deal.expect(past.closeOn());
          deal.comesFrom(past.source());
          deal.openedBefore(past.way().get(0).at(), key);
          return deal;
        });
    em.persist(deal);
    String actor = context.getCallerPrincipal().getName();
    changes.begin(deal, actor);
    for (PastDeal.Step step : past.way().subList(1, past.way().size())) {
      go(deal, Pipelines.stage(pipeline, step.stage()), step.at(), past, actor);
    }
    records.save("import", DEAL, deal.getId());
    return DealView.of(deal);
  }

  private void go(Deal deal, Stage next, Instant at, PastDeal past, String actor) {
    if (at.isAfter(Instant.now())) {
      throw new InvalidInputException("/way", "must not lead into the future");
    }
    Stage from = deal.getStage();
    Instant since = deal.getStageSince();
    boolean moved =
        Records.checked(
            "/lostReason",
            () ->
                next.getKind() == StageKind.LOST
                    ? deal.lose(
                        next, pipelines.reason(past.lostReason()), past.competitor(), null, at)
                    : deal.moveTo(next, at));
    if (moved) {
      em.persist(new StageChange(deal, from, since, actor));
    }
  }
}
