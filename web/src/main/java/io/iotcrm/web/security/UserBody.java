package io.iotcrm.web.security;

import io.iotcrm.domain.security.UserDetails;
import io.iotcrm.domain.security.UserView;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Set;

/** An account as callers change it; in use unless it says otherwise. */
public record UserBody(
    @NotBlank String displayName, String email, Set<String> groups, Boolean enabled) {
  static final List<String> ROLES =
      List.of("admin", "sales", "marketing", "support", "analyst", "privacy", "integrator");

  static UserBody of(UserView view) {
    return new UserBody(view.displayName(), view.email(), view.groups(), view.enabled());
  }

  UserDetails details() {
    return new UserDetails(displayName, email, groups, enabled == null || enabled);
  }
}
