package io.iotcrm.domain.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A token as it may be shown: without its secret.
 *
 * @param lastUsedAt to the minute; null if never used
 */
public record TokenView(
    UUID id,
    String name,
    String owner,
    Set<String> groups,
    Instant createdAt,
    Instant expiresAt,
    Instant revokedAt,
    Instant lastUsedAt) {

  public static TokenView of(ApiToken token) {
    return new TokenView(
        token.getId(),
        token.getName(),
        token.getOwner().getUsername(),
        token.getGroups(),
        token.getCreatedAt(),
        token.getExpiresAt(),
        token.getRevokedAt(),
        token.getLastUsedAt());
  }
}
