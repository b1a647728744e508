package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Similar records, as far as the caller may see them. */
@Dependent
class LikenessReach {
  private static final ReachSql.Columns OWNER = new ReachSql.Columns("r.owner_id", "r.team");

  @Inject private Permissions permissions;
  @Inject private LikenessTable table;

  /**
   * The most alike first. Somebody from whom fields are hidden is told of names only: that an
   * address is the same would tell the address.
   */
  List<Likeness> find(LikenessQuery query) {
    boolean namesOnly = Arrays.stream(LikenessSource.values()).anyMatch(this::namesOnly);
    if (!namesOnly) {
      return Database.answer(() -> table.find(query, this::of));
    }
    if (query.person() == null && query.company() == null) {
      return List.of();
    }
    LikenessQuery names =
        new LikenessQuery(query.person(), query.company(), null, null, null, query.self());
    return Database.answer(() -> table.find(names, this::of)).stream()
        .map(
            one ->
                new Likeness(one.kind(), one.id(), one.name(), null, one.likeness(), one.reasons()))
        .toList();
  }

  /** A condition on the record, which is {@code r} in it; empty: none of them. */
  Optional<ReachSql> of(LikenessSource source) {
    Reach reach = permissions.reach(Action.READ, kind(source));
    return reach.isNothing() ? Optional.empty() : Optional.of(ReachSql.of(reach, OWNER));
  }

  /** Whether some fields of such records are hidden from the caller. */
  boolean namesOnly(LikenessSource source) {
    return !permissions.hidden(kind(source)).isEmpty();
  }

  /** Whether the caller sees and may change every field of such records. */
  boolean wholly(LikenessSource source) {
    return !namesOnly(source) && permissions.readOnly(kind(source)).isEmpty();
  }

  static RecordKind kind(LikenessSource source) {
    return switch (source) {
      case ACCOUNT -> RecordKind.ACCOUNT;
      case CONTACT -> RecordKind.CONTACT;
      case LEAD -> RecordKind.LEAD;
    };
  }
}
