package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** Leaves out of a timeline what speaks of records that the caller may not read. */
@Dependent
class TimelineReach {
  /** How a timeline names records of a kind, and where these say whose they are. */
  private record Named(RecordKind kind, String entity, String owner) {}

  private static final List<Named> OWNED =
      List.of(
          new Named(RecordKind.ACCOUNT, "Account", "owner"),
          new Named(RecordKind.CONTACT, "Contact", "owner"),
          new Named(RecordKind.DEAL, "Deal", "owner"),
          new Named(RecordKind.TASK, "Task", "owner"),
          new Named(RecordKind.TICKET, "Ticket", "assignee"));

  @Inject private Permissions permissions;

  /**
   * @param list of entries with the alias {@code e}
   */
  void narrow(ListQuery<TimelineEntry> list) {
    for (Named named : OWNED) {
      Reach reach = permissions.reach(Action.READ, named.kind());
      String others = "e.refType is null or e.refType <> '" + named.kind().key() + "'";
      if (reach.isNothing()) {
        list.and(others);
      } else if (!reach.isEverything()) {
        String records =
            others
                + " or exists (select r.id from %s r left join r.%s w where cast(r.id as varchar) = e.refId and ("
                    .formatted(named.entity(), named.owner());
        list.within(reach, records, "))", new Whose("w", "r.team"));
      }
    }
    // A customer's devices are the customer's: whoever reads this timeline reaches them, if any.
    for (RecordKind kind : List.of(RecordKind.DEVICE, RecordKind.ALARM, RecordKind.CAMPAIGN)) {
      if (!permissions.may(Action.READ, kind)) {
        list.and("e.refType is null or e.refType <> '" + kind.key() + "'");
      }
    }
    if (!permissions.may(Action.READ, RecordKind.DEVICE)) {
      list.and("e.refType is null or e.refType <> 'command'");
    }
  }
}
