package io.iotcrm.domain.security;

import java.util.List;

/**
 * A team as an administrator writes it.
 *
 * @param members usernames
 */
public record TeamDetails(String name, String description, List<String> members) {
  public TeamDetails {
    members = members == null ? List.of() : List.copyOf(members);
  }
}
