package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a statement in JPQL says whose a record is.
 *
 * @param owner the alias of the person, left-joined: a record of nobody must not fall out
 * @param team the path of the team's name; null: such records have none of their own
 * @param before the words of a condition that this one stands in; usually none
 * @param after the rest of these words
 */
public record Whose(String owner, String team, String before, String after) {
  private static final String COLLEAGUE =
      "exists (select reachMember.id from Team reachTeam"
          + " join reachTeam.members reachMember"
          + " where reachMember.id = %s.id and reachTeam.name in ?)";

  public Whose(String owner, String team) {
    this(owner, team, "", "");
  }

  /** Adds the condition, if anything can fulfil it, and the values of its {@code ?}. */
  void within(Reach reach, List<String> conditions, List<Object> values) {
    List<String> parts = new ArrayList<>();
    if (reach.userId() != null) {
      parts.add(owner + ".id = ?");
      values.add(reach.userId());
    }
    if (reach.scope() == Scope.TEAM && !reach.teams().isEmpty()) {
      if (team != null) {
        parts.add(team + " in ?");
        values.add(reach.teams());
      }
      String colleague = COLLEAGUE.formatted(owner);
      parts.add(team == null ? colleague : team + " is null and " + colleague);
      values.add(reach.teams());
    }
    if (!parts.isEmpty()) {
      conditions.add(before + String.join(" or ", parts) + after);
    }
  }
}
