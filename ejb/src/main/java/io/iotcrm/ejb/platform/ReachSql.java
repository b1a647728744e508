package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * A reach as a condition in plain SQL, where {@link ListQuery#within} says the same in JPQL.
 *
 * @param condition can stand after {@code where}; in parentheses where it needs them
 * @param values of its {@code ?}, in their order, for JDBC
 */
public record ReachSql(String condition, List<Object> values) {
  private static final String COLLEAGUE =
      "(%2$s is null and exists (select 1 from team_member rm join team rt on rt.id = rm.team_id"
          + " where rm.user_id = %1$s and rt.name = any(?)))";

  /**
   * Where a row says whose it is.
   *
   * @param owner the column of the person's id
   * @param team the column of the team's name; null: there is none
   */
  public record Columns(String owner, String team) {}

  /** One of these in reach is enough. */
  public static ReachSql of(Reach reach, Columns... whose) {
    if (reach.isEverything()) {
      return new ReachSql("true", List.of());
    }
    List<String> parts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Columns one : whose) {
      add(reach, one, parts, values);
    }
    return parts.isEmpty()
        ? new ReachSql("false", List.of())
        : new ReachSql("(" + String.join(" or ", parts) + ")", List.copyOf(values));
  }

  private static void add(Reach reach, Columns one, List<String> parts, List<Object> values) {
    if (reach.userId() != null) {
      parts.add(one.owner() + " = ?");
      values.add(reach.userId());
    }
    if (reach.scope() == Scope.TEAM && !reach.teams().isEmpty()) {
      Object teams = reach.teams().toArray(String[]::new);
      String team = one.team() == null ? "null::text" : one.team();
      if (one.team() != null) {
        parts.add(team + " = any(?)");
        values.add(teams);
      }
      parts.add(COLLEAGUE.formatted(one.owner(), team));
      values.add(teams);
    }
  }
}
