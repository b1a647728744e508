package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Which alarms the caller reaches: those given to them, and those of customers in reach. */
@Dependent
public class AlarmReach {
  private static final String NAME = "alarm";

  private static final Whose ASSIGNEE = new Whose("u", null);

  private static final Whose ACCOUNT =
      new Whose(
          "rao",
          "ra.team",
          "a.accountId in (select ra.id from Account ra left join ra.owner rao where ",
          ")");

  private static final Whose CONTACT =
      new Whose(
          "rco",
          "rc.team",
          "a.contactId in (select rc.id from Contact rc left join rc.owner rco where ",
          ")");

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;

  /** An alarm names no team of its own: it is its assignee's teams'. */
  private record Given(UUID ownerId) implements Owned {
    @Override
    public String getTeam() {
      return null;
    }
  }

  /**
   * @param list of alarms with the alias {@code a}, their assignees left-joined as {@code u}
   */
  ListQuery<Alarm> narrow(ListQuery<Alarm> list, Reach reach) {
    return list.within(reach, ASSIGNEE, ACCOUNT, CONTACT);
  }

  Alarm allowed(Action action, UUID id) {
    Alarm alarm = records.find(Alarm.class, NAME, id);
    require(action, alarm);
    return alarm;
  }

  Alarm allowed(Action action, UUID id, long expected) {
    Alarm alarm = allowed(action, id);
    if (alarm.getVersion() != expected) {
      throw new StaleVersionException(NAME, id, expected, alarm.getVersion());
    }
    return alarm;
  }

  void require(Action action, Alarm alarm) {
    if (permissions.reach(Action.READ, RecordKind.ALARM).isEverything()
        && permissions.reach(action, RecordKind.ALARM).isEverything()) {
      return;
    }
    permissions.require(action, RecordKind.ALARM, alarm.getId(), () -> whose(alarm));
  }

  private Owned[] whose(Alarm alarm) {
    UUID assignee = alarm.getAssignee() == null ? null : alarm.getAssignee().getId();
    Account account =
        alarm.getAccountId() == null ? null : em.find(Account.class, alarm.getAccountId());
    Contact contact =
        alarm.getContactId() == null ? null : em.find(Contact.class, alarm.getContactId());
    return new Owned[] {new Given(assignee), account, contact};
  }
}
