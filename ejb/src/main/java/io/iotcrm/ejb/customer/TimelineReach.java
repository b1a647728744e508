package io.iotcrm.ejb.customer;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Leaves out of a timeline what speaks of records that the caller may not read. */
@Dependent
class TimelineReach {
  /** How a timeline names records of a kind, and the column that says whose these are. */
  private record Named(RecordKind kind, String owner) {}

  private static final List<Named> OWNED =
      List.of(
          new Named(RecordKind.ACCOUNT, "owner_id"),
          new Named(RecordKind.CONTACT, "owner_id"),
          new Named(RecordKind.LEAD, "owner_id"),
          new Named(RecordKind.DEAL, "owner_id"),
          new Named(RecordKind.TASK, "owner_id"),
          new Named(RecordKind.TICKET, "assignee_id"));

  @Inject private Permissions permissions;

  /** Conditions on entries, all of which have to hold. */
  List<ReachSql> conditions() {
    List<ReachSql> all = new ArrayList<>();
    for (Named named : OWNED) {
      Reach reach = permissions.reach(Action.READ, named.kind());
      if (reach.isNothing()) {
        all.add(without(named.kind().key()));
      } else if (!reach.isEverything()) {
        all.add(among(named, reach));
      }
    }
    // A customer's devices are the customer's: whoever reads this timeline reaches them, if any.
    for (RecordKind kind : List.of(RecordKind.DEVICE, RecordKind.ALARM, RecordKind.CAMPAIGN)) {
      if (!permissions.may(Action.READ, kind)) {
        all.add(without(kind.key()));
      }
    }
    if (!permissions.may(Action.READ, RecordKind.DEVICE)) {
      all.add(without("command"));
    }
    return all;
  }

  private static ReachSql without(String refType) {
    return new ReachSql("ref_type is distinct from '" + refType + "'", List.of());
  }

  /** The table has the name of the kind. Only what is named so has an id that can be looked up. */
  private static ReachSql among(Named named, Reach reach) {
    ReachSql whose = ReachSql.of(reach, new ReachSql.Columns("r." + named.owner(), "r.team"));
    String key = named.kind().key();
    return new ReachSql(
        "case when ref_type = '%1$s' then exists (select 1 from %1$s r where r.id = ref_id::uuid and %2$s) else true end"
            .formatted(key, whose.condition()),
        whose.values());
  }
}
