package io.iotcrm.ejb.search;

import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which records of a kind the caller may find: the one place where the rights come into the search.
 */
@Dependent
class SearchVisibility {
  private static final ReachSql.Columns OWNER = new ReachSql.Columns("r.owner_id", "r.team");
  private static final ReachSql.Columns ASSIGNEE = new ReachSql.Columns("r.assignee_id", "r.team");

  @Inject private Permissions permissions;

  /** Empty: nothing of them. */
  Optional<SearchScope> of(SearchKind kind) {
    return switch (kind) {
      case ACCOUNT -> owned(RecordKind.ACCOUNT, OWNER);
      case CONTACT -> owned(RecordKind.CONTACT, OWNER);
      case LEAD -> owned(RecordKind.LEAD, OWNER);
      case DEAL -> owned(RecordKind.DEAL, OWNER);
      case TASK -> owned(RecordKind.TASK, OWNER);
      case TICKET -> owned(RecordKind.TICKET, ASSIGNEE);
      case DEVICE -> scope(RecordKind.DEVICE, DeviceReach::sql);
      case CAMPAIGN -> scope(RecordKind.CAMPAIGN, ReachSql::of);
      // Whoever works with devices works with items; there is no permission of their own.
      case ITEM -> scope(RecordKind.DEVICE, any -> ReachSql.of(Reach.EVERYTHING));
    };
  }

  private Optional<SearchScope> owned(RecordKind kind, ReachSql.Columns whose) {
    return scope(kind, reach -> ReachSql.of(reach, whose));
  }

  private Optional<SearchScope> scope(RecordKind kind, Function<Reach, ReachSql> condition) {
    Reach reach = permissions.reach(Action.READ, kind);
    return reach.isNothing()
        ? Optional.empty()
        : Optional.of(new SearchScope(condition.apply(reach), !permissions.hidden(kind).isEmpty()));
  }
}
