package io.iotcrm.domain.security;

import java.util.Set;
import java.util.UUID;

/**
 * Which records of a kind one person reaches. A list says the same as a condition of its statement.
 *
 * @param userId null for somebody who has no account here: then nothing is their own
 * @param teams the names of the person's teams
 * @param colleagues who is in one of these teams, the person included
 */
public record Reach(Scope scope, UUID userId, Set<String> teams, Set<UUID> colleagues) {
  /** Everything: the work of the system itself, or a person who reaches all records. */
  public static final Reach EVERYTHING = new Reach(Scope.ALL, null, Set.of(), Set.of());

  /** Nothing at all. */
  public static final Reach NOTHING = new Reach(Scope.NONE, null, Set.of(), Set.of());

  public Reach {
    teams = Set.copyOf(teams);
    colleagues = Set.copyOf(colleagues);
  }

  public boolean isEverything() {
    return scope == Scope.ALL;
  }

  public boolean isNothing() {
    return scope == Scope.NONE;
  }

  /** Whether it reaches a record that is whose all these are; one of them in reach is enough. */
  public boolean includes(Owned... whose) {
    if (isEverything()) {
      return true;
    }
    for (Owned one : whose) {
      if (one != null && includes(one.ownerId(), one.getTeam())) {
        return true;
      }
    }
    return false;
  }

  private boolean includes(UUID owner, String team) {
    if (isNothing()) {
      return false;
    }
    if (userId != null && userId.equals(owner)) {
      return true;
    }
    if (scope != Scope.TEAM) {
      return false;
    }
    return team == null ? owner != null && colleagues.contains(owner) : teams.contains(team);
  }
}
