package io.iotcrm.domain.security;

import java.util.Set;

/** What an administrator says about an account. */
public record UserDetails(String displayName, String email, Set<String> groups, boolean enabled) {
  public UserDetails {
    groups = groups == null ? Set.of() : Set.copyOf(groups);
  }
}
