package io.iotcrm.ejb.security;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is in which team, by the teams' names. Immutable. */
final class Teams {
  private final Map<UUID, Set<String>> teamsOf = new HashMap<>();
  private final Map<String, Set<UUID>> membersOf = new HashMap<>();

  Teams(Map<String, Set<UUID>> members) {
    members.forEach(
        (team, people) -> {
          membersOf.put(team, Set.copyOf(people));
          people.forEach(one -> teamsOf.computeIfAbsent(one, id -> new HashSet<>()).add(team));
        });
  }

  Set<String> of(UUID userId) {
    return userId == null ? Set.of() : Set.copyOf(teamsOf.getOrDefault(userId, Set.of()));
  }

  /** Who is in any of these teams. */
  Set<UUID> membersOf(Set<String> teams) {
    Set<UUID> members = new HashSet<>();
    teams.forEach(team -> members.addAll(membersOf.getOrDefault(team, Set.of())));
    return members;
  }
}
