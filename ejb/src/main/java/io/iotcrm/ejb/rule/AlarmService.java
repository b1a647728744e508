package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent;
import io.iotcrm.domain.rule.AlarmEvent.Kind;
import io.iotcrm.domain.rule.AlarmEventView;
import io.iotcrm.domain.rule.AlarmGroupSize;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Alarms as people see and handle them. */
@Stateless
public class AlarmService {
  private static final String NAME = "alarm";
  private static final int AT_ONCE = 500;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private AlarmReach reach;
  @Inject private Alarms alarms;
  @Inject private AlarmGroupSizes groupSizes;

  @Resource private SessionContext caller;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<AlarmView> list(AlarmQuery query) {
    ListQuery<Alarm> list =
        reach
            .narrow(
                ListQuery.of(
                    em,
                    Alarm.class,
                    "select a from Alarm a left join fetch a.assignee u",
                    query.page()),
                permissions.require(Action.READ, RecordKind.ALARM))
            .search(query.q(), "a.message", "a.deviceId")
            .filter("a.accountId = ?", query.accountId())
            .filter("a.contactId = ?", query.contactId())
            .filter("a.deviceId = ?", query.deviceId())
            .filter("a.ruleId = ?", query.ruleId())
            .filter("a.groupId = ?", query.groupId())
            .filter("a.severity = ?", query.severity())
            .filter("lower(u.username) = lower(?)", query.assignee());
    if (query.active() != null) {
      list.and(query.active() ? "a.clearedAt is null" : "a.clearedAt is not null");
    }
    if (query.acknowledged() != null) {
      list.and(query.acknowledged() ? "a.acknowledgedAt is not null" : "a.acknowledgedAt is null");
    }
    if (query.collapsed()) {
      list.and(
          "a.groupId is null or not exists (select b.id from Alarm b where b.groupId = a.groupId"
              + " and b.id < a.id"
              + (Boolean.TRUE.equals(query.active()) ? " and b.clearedAt is null" : "")
              + ")");
    }
    Page<Alarm> page =
        list.newestFirst("a.raisedAt", Alarm::getRaisedAt, "a.id", Alarm::getId, alarm -> alarm);
    Map<UUID, AlarmGroupSize> sizes = groupSizes.of(page.items());
    return page.map(alarm -> view(alarm, sizes));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public AlarmView alarm(UUID id) {
    return view(reach.allowed(Action.READ, id));
  }

  /** Who did what with it, oldest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<AlarmEventView> history(UUID id) {
    reach.allowed(Action.READ, id);
    return em.createQuery(
            "select e from AlarmEvent e where e.alarmId = ?1 order by e.at, e.id", AlarmEvent.class)
        .setParameter(1, id)
        .getResultStream()
        .map(AlarmEventView::of)
        .toList();
  }

  /** The caller has seen it and takes care. */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView acknowledge(UUID id) {
    Alarm alarm = reach.allowed(Action.EDIT, id);
    if (alarms.acknowledge(alarm, Instant.now(), name())) {
      records.save("acknowledge", NAME, id);
    }
    return view(alarm);
  }

  /** Closes it by hand. The rule fires again only after its condition has been false. */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView clear(UUID id) {
    Alarm alarm = reach.allowed(Action.EDIT, id);
    if (alarms.clear(alarm, Instant.now(), name())) {
      records.save("clear", NAME, id);
    }
    return view(alarm);
  }

  /**
   * Acknowledges many at once; those that are already, stay as they are.
   *
   * @return how many were changed
   */
  @RolesAllowed({ADMIN, SUPPORT})
  public int acknowledgeAll(Set<UUID> ids) {
    Instant now = Instant.now();
    return each("acknowledge", ids, alarm -> alarms.acknowledge(alarm, now, name()));
  }

  /**
   * Closes many at once by hand; those that are already, stay as they are.
   *
   * @return how many were changed
   */
  @RolesAllowed({ADMIN, SUPPORT})
  public int clearAll(Set<UUID> ids) {
    Instant now = Instant.now();
    return each("clear", ids, alarm -> alarms.clear(alarm, now, name()));
  }

  /**
   * Says who takes care of it.
   *
   * @param username null: nobody
   */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView assign(UUID id, String username, long version) {
    Alarm alarm = reach.allowed(Action.EDIT, id, version);
    AppUser user = records.user(username, "/assigneeUsername");
    if (user != alarm.getAssignee()) {
      alarm.assign(user);
      String detail = user == null ? null : user.getUsername();
      alarms.note(alarm, Kind.ASSIGNED, detail, Instant.now(), name());
      records.save("assign", NAME, id);
    }
    return view(alarm);
  }

  @RolesAllowed({ADMIN, SUPPORT})
  public List<AlarmEventView> comment(UUID id, String text) {
    Alarm alarm = reach.allowed(Action.EDIT, id);
    Records.checked(
        "/body",
        () -> {
          alarms.note(alarm, Kind.COMMENTED, text, Instant.now(), name());
          return alarm;
        });
    records.save("comment", NAME, id);
    return history(id);
  }

  /**
   * Makes it worse by hand.
   *
   * @param to null: the next worse severity
   * @param note why; may be null
   */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView escalate(UUID id, Severity to, String note, long version) {
    Alarm alarm = reach.allowed(Action.EDIT, id, version);
    Severity before = alarm.getSeverity();
    if (!alarm.escalate(to == null ? before.worse() : to)) {
      throw new InvalidInputException(
          "/severity",
          alarm.isActive()
              ? "must be worse than " + before
              : "cannot change: the alarm is cleared");
    }
    Records.checked(
        "/note",
        () -> {
          String change = before + " to " + alarm.getSeverity();
          alarms.tell(
              alarm,
              Kind.ESCALATED,
              "Alarm escalated to " + alarm.getSeverity() + ": " + alarm.getMessage(),
              note == null || note.isBlank() ? change : change + ": " + note,
              Instant.now(),
              name());
          return alarm;
        });
    records.save("escalate", NAME, id);
    return view(alarm);
  }

  /** In the order of their ids, so that two who do the same do not wait for each other for ever. */
  private int each(String action, Set<UUID> ids, Predicate<Alarm> change) {
    if (ids.isEmpty() || ids.size() > AT_ONCE) {
      throw new InvalidInputException("/ids", "must be 1 to " + AT_ONCE);
    }
    List<Alarm> found =
        em.createQuery("select a from Alarm a where a.id in ?1 order by a.id", Alarm.class)
            .setParameter(1, ids)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    int changed = 0;
    for (Alarm alarm : found) {
      reach.require(Action.EDIT, alarm);
      if (change.test(alarm)) {
        records.save(action, NAME, alarm.getId());
        changed++;
      }
    }
    return changed;
  }

  private String name() {
    return caller.getCallerPrincipal().getName();
  }

  private AlarmView view(Alarm alarm) {
    return view(alarm, groupSizes.of(List.of(alarm)));
  }

  /** The rule is in the persistence context after the first of its alarms. */
  private AlarmView view(Alarm alarm, Map<UUID, AlarmGroupSize> sizes) {
    Rule rule = em.find(Rule.class, alarm.getRuleId());
    return AlarmView.of(alarm, rule == null ? null : rule.getName(), sizes.get(alarm.getGroupId()));
  }
}
