package io.iotcrm.domain.security;

import java.io.Serializable;

/** How far a role reaches with one action on one kind of record. */
public record Grant(String role, RecordKind kind, Action action, Scope scope)
    implements Serializable {

  /** E.g. {@code sales/account/edit}: names the grant in problems and in the audit. */
  public String path() {
    return role + "/" + kind.key() + "/" + action.key();
  }

  /**
   * @throws IllegalArgumentException for what cannot be granted
   */
  public void check() {
    if (!Role.PEOPLE.contains(role)) {
      throw new IllegalArgumentException("names no role of people: " + role);
    }
    if (!kind.allows(action, scope)) {
      throw new IllegalArgumentException(
          "cannot be %s: %s"
              .formatted(scope.key(), kind.has(action) ? "nobody owns it" : "no such action"));
    }
    if (scope != Scope.NONE && !kind.roles(action).contains(role)) {
      throw new IllegalArgumentException("can only be none: the role cannot do this at all");
    }
  }
}
