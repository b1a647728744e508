package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.sales.LossReason;
import io.iotcrm.domain.sales.LossReasonView;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The list of reasons for which deals are lost. */
@Stateless
public class LossReasonService {
  private static final String REASON = "loss-reason";
  private static final String BY_NAME = "select r.id from LossReason r where r.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  /**
   * @param retired whether those that are used no more are wanted too
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<LossReasonView> list(boolean retired) {
    return em
        .createQuery("select r from LossReason r order by r.place, r.name", LossReason.class)
        .getResultList()
        .stream()
        .filter(reason -> retired || !reason.isRetired())
        .map(LossReasonView::of)
        .toList();
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public LossReasonView get(UUID id) {
    return LossReasonView.of(records.find(LossReason.class, REASON, id));
  }

  @RolesAllowed(ADMIN)
  public LossReasonView create(String name) {
    int place = list(true).size();
    LossReason reason = Records.checked("/name", () -> new LossReason(name, place));
    records.requireFree(REASON, BY_NAME, reason.getName(), reason.getId());
    em.persist(reason);
    records.save("create", REASON, reason.getId());
    return LossReasonView.of(reason);
  }

  @RolesAllowed(ADMIN)
  public LossReasonView update(UUID id, String name, boolean retired, long expected) {
    LossReason reason =
        records.find(LossReason.class, REASON, id, expected, LossReason::getVersion);
    records.requireFree(REASON, BY_NAME, name == null ? null : name.strip(), id);
    Records.checked(
        "/name",
        () -> {
          reason.rename(name);
          return reason;
        });
    reason.retire(retired, Instant.now());
    records.save("update", REASON, id);
    return LossReasonView.of(reason);
  }
}
