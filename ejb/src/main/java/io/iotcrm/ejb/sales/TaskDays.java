package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.sales.TaskDay;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The caller's own tasks of a day. */
@Stateless
public class TaskDays {
  private static final int MAX = 100;
  private static final int NEXT_DAYS = 7;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TaskDay mine() {
    permissions.require(Action.READ, RecordKind.TASK);
    Instant now = Instant.now();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = today.plusDays(1 + NEXT_DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new TaskDay(
        read(" and t.remindAt <= ?3 order by t.remindAt, t.id", now),
        read(" and t.dueAt < ?3 order by t.dueAt, t.id", now),
        read(" and t.dueAt >= ?3 and t.dueAt < ?4 order by t.dueAt, t.id", now, midnight),
        read(" and t.dueAt >= ?3 and t.dueAt < ?4 order by t.dueAt, t.id", midnight, end),
        read(" and t.dueAt is null order by t.createdAt desc, t.id"));
  }

  private List<TaskView> read(String condition, Instant... times) {
    TypedQuery<Task> query =
        em.createQuery(
                "select t from Task t join fetch t.owner u left join fetch t.account a"
                    + " left join fetch t.contact c left join fetch t.deal d"
                    + " where u.username = ?1 and t.status = ?2"
                    + condition,
                Task.class)
            .setParameter(1, context.getCallerPrincipal().getName())
            .setParameter(2, TaskStatus.OPEN);
    for (int i = 0; i < times.length; i++) {
      query.setParameter(3 + i, times[i]);
    }
    return query.setMaxResults(MAX).getResultList().stream()
        .map(fields.showing(RecordKind.TASK, TaskView::of))
        .toList();
  }
}
