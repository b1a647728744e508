package io.iotcrm.domain.security;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A person's account as an administrator sees it.
 *
 * @param lockedUntil too many passwords were wrong: nothing is looked at until then; null: open
 * @param failedSignIns wrong passwords since the last right one or the last lock
 * @param secondFactor whether a code is asked for at sign-in
 */
public record UserView(
    UUID id,
    String username,
    String displayName,
    String email,
    Set<String> groups,
    boolean enabled,
    boolean secondFactor,
    Instant lockedUntil,
    int failedSignIns,
    Instant createdAt,
    long version) {

  public static UserView of(AppUser user, boolean secondFactor) {
    Instant until = user.getLockedUntil();
    return new UserView(
        user.getId(),
        user.getUsername(),
        user.getDisplayName(),
        user.getEmail(),
        new TreeSet<>(user.getGroups()),
        user.isEnabled(),
        secondFactor,
        until != null && until.isAfter(Instant.now()) ? until : null,
        user.getFailedSignIns(),
        user.getCreatedAt(),
        user.getVersion());
  }
}
