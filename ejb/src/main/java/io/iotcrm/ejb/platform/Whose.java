package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.Scope;
import java.util.List;

/**
 * Where a statement in JPQL says whose a record is.
 *
 * @param owner the alias of the person, left-joined: a record of nobody must not fall out
 * @param team the path of the team's name; null: such records have none of their own
 */
public record Whose(String owner, String team) {
  private static final String COLLEAGUE =
      "exists (select reachMember.id from Team reachTeam"
          + " join reachTeam.members reachMember"
          + " where reachMember.id = %s.id and reachTeam.name in ?)";

  /** Adds the conditions of which one must hold, and the values of their {@code ?}. */
  void within(Reach reach, List<String> conditions, List<Object> values) {
    if (reach.userId() != null) {
      conditions.add(owner + ".id = ?");
      values.add(reach.userId());
    }
    if (reach.scope() == Scope.TEAM && !reach.teams().isEmpty()) {
      if (team != null) {
        conditions.add(team + " in ?");
        values.add(reach.teams());
      }
      String colleague = COLLEAGUE.formatted(owner);
      conditions.add(team == null ? colleague : team + " is null and " + colleague);
      values.add(reach.teams());
    }
  }
}
