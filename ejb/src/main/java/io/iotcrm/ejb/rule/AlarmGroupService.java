package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.AlarmGroupView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.NativeRows;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Storms, as people see them. */
@Stateless
public class AlarmGroupService {
  private static final String SELECT =
      """
      select g.id, g.rule_id, r.name, g.scope, g.opened_at, g.closed_at, g.ticket_id,
             (select t.number from ticket t where t.id = g.ticket_id),
             (select count(*) from alarm a where a.group_id = g.id),
             (select count(distinct a.device_id) from alarm a where a.group_id = g.id),
             (select count(*) from alarm a where a.group_id = g.id and a.cleared_at is null)
        from alarm_group g join rule r on r.id = g.rule_id
      """;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Permissions permissions;

  /**
   * Newest first. Every filter may be null.
   *
   * @param open true: those that last
   * @param ticketId those whose alarms are attached to it
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<AlarmGroupView> list(UUID ruleId, Boolean open, UUID ticketId, PageRequest page) {
    requireAll();
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (ruleId != null) {
      values.add(ruleId);
      conditions.add("g.rule_id = ?" + values.size());
    }
    if (ticketId != null) {
      values.add(ticketId);
      conditions.add("g.ticket_id = ?" + values.size());
    }
    if (open != null) {
      conditions.add(open ? "g.closed_at is null" : "g.closed_at is not null");
    }
    Cursor after = page.after(2);
    if (after != null) {
      values.add(Timestamp.from(after.instant(0)));
      int at = values.size();
      values.add(after.uuid(1));
      conditions.add(
          "(g.opened_at < ?%d or g.opened_at = ?%d and g.id > ?%d)".formatted(at, at, at + 1));
    }
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    List<AlarmGroupView> found =
        read(where + " order by g.opened_at desc, g.id", values, page.limit() + 1);
    return Page.of(found, page.limit(), group -> Cursor.of(group.openedAt(), group.id()));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public AlarmGroupView group(UUID id) {
    requireAll();
    return read(" where g.id = ?1", List.of(id), 1).stream()
        .findFirst()
        .orElseThrow(() -> new RecordNotFoundException("alarm-group", id));
  }

  /** The newest storm whose alarms are attached to a ticket. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Optional<AlarmGroupView> ofTicket(UUID ticketId) {
    if (!permissions.reach(Action.READ, RecordKind.ALARM).isEverything()) {
      return Optional.empty();
    }
    return read(" where g.ticket_id = ?1 order by g.opened_at desc", List.of(ticketId), 1).stream()
        .findFirst();
  }

  /** A storm is of many customers: only whoever reaches every alarm may see it as one. */
  private void requireAll() {
    if (!permissions.require(Action.READ, RecordKind.ALARM).isEverything()) {
      throw new AccessRefusedException(
          "Your permissions reach some alarms only, and a storm is about all of them");
    }
  }

  private List<AlarmGroupView> read(String rest, List<Object> values, int limit) {
    Query query = em.createNativeQuery(SELECT + rest).setMaxResults(limit);
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> view((Object[]) row)).toList();
  }

  private static AlarmGroupView view(Object[] row) {
    return new AlarmGroupView(
        (UUID) row[0],
        (UUID) row[1],
        (String) row[2],
        (String) row[3],
        NativeRows.instant(row[4]),
        NativeRows.instant(row[5]),
        (UUID) row[6],
        row[7] == null ? null : ((Number) row[7]).longValue(),
        ((Number) row[8]).longValue(),
        ((Number) row[9]).longValue(),
        ((Number) row[10]).longValue());
  }
}
