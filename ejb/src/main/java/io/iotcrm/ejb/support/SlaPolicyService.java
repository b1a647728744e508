package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.BusinessCalendar;
import io.iotcrm.domain.support.PolicyDetails;
import io.iotcrm.domain.support.PolicyView;
import io.iotcrm.domain.support.SlaPolicy;
import io.iotcrm.domain.support.SupportQueue;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/** Service levels: what is promised for which tickets. */
@Stateless
public class SlaPolicyService {
  private static final String POLICY = "sla-policy";
  private static final String BY_NAME = "select p.id from SlaPolicy p where p.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private SlaTable clocks;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<PolicyView> list(PageRequest page) {
    return ListQuery.of(
            em,
            SlaPolicy.class,
            "select p from SlaPolicy p left join fetch p.queue left join fetch p.calendar"
                + " left join fetch p.escalateTo",
            page)
        .inOrderOf("p.name", SlaPolicy::getName, PolicyView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public PolicyView get(UUID id) {
    return PolicyView.of(records.find(SlaPolicy.class, POLICY, id));
  }

  /** Counts for tickets that are opened, or whose priority or queue changes, from now on. */
  @RolesAllowed(ADMIN)
  public PolicyView create(PolicyDetails details) {
    requireFree(details, null);
    SlaPolicy policy = new SlaPolicy(details, references(details));
    em.persist(policy);
    records.save("create", POLICY, policy.getId());
    return PolicyView.of(policy);
  }

  /** Clocks that run under it are aimed anew within seconds. */
  @RolesAllowed(ADMIN)
  public PolicyView update(UUID id, PolicyDetails details, long expected) {
    SlaPolicy policy = records.find(SlaPolicy.class, POLICY, id, expected, SlaPolicy::getVersion);
    requireFree(details, id);
    policy.change(details, references(details));
    records.save("update", POLICY, id);
    try {
      clocks.wakePolicy(id);
    } catch (SQLException e) {
      throw new IllegalStateException("the clocks could not be aimed anew", e);
    }
    return PolicyView.of(policy);
  }

  /** Two for the same tickets would leave it to chance which one counts. */
  private void requireFree(PolicyDetails details, UUID own) {
    String name = details.name() == null ? null : details.name().strip();
    records.requireFree(POLICY, BY_NAME, name, own);
    boolean taken =
        details.enabled()
            && em.createQuery("select p from SlaPolicy p where p.enabled = true", SlaPolicy.class)
                .getResultStream()
                .anyMatch(other -> !other.getId().equals(own) && isForTheSame(other, details));
    if (taken) {
      throw new InvalidInputException(
          "/priority", "and the queue already have an enabled service level");
    }
  }

  private static boolean isForTheSame(SlaPolicy policy, PolicyDetails details) {
    UUID queue = policy.getQueue() == null ? null : policy.getQueue().getId();
    return policy.getPriority() == details.priority() && Objects.equals(queue, details.queueId());
  }

  private SlaPolicy.References references(PolicyDetails details) {
    return new SlaPolicy.References(
        named(SupportQueue.class, details.queueId(), "/queueId"),
        named(BusinessCalendar.class, details.calendarId(), "/calendarId"),
        records.user(details.escalateTo(), "/escalateTo"));
  }

  private <T> T named(Class<T> type, UUID id, String pointer) {
    T found = id == null ? null : em.find(type, id);
    if (id != null && found == null) {
      throw new InvalidInputException(pointer, "names nothing: " + id);
    }
    return found;
  }
}
