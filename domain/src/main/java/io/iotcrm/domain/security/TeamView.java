package io.iotcrm.domain.security;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A team as lists and pages show it.
 *
 * @param members usernames, in their order
 */
public record TeamView(
    UUID id, String name, String description, List<String> members, Instant createdAt, long version)
    implements Serializable {
  public TeamView {
    members = List.copyOf(members);
  }

  public static TeamView of(Team team) {
    return new TeamView(
        team.getId(),
        team.getName(),
        team.getDescription(),
        team.getMembers().stream().map(AppUser::getUsername).sorted().toList(),
        team.getCreatedAt(),
        team.getVersion());
  }
}
