package io.iotcrm.domain.security;

import java.time.Instant;

/** Lets one person choose a password once. Its key is told this once. */
public record NewPasswordLink(UserView user, String key, Instant expiresAt) {
  @Override
  public String toString() {
    return "NewPasswordLink[" + user.id() + "]";
  }
}
