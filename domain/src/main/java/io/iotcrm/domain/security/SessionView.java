package io.iotcrm.domain.security;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a person is signed in to the portal.
 *
 * @param lastSeenAt to the minute
 * @param browser in short, e.g. {@code Firefox, Linux}; may be null
 * @param current whether the request that asks belongs to it
 */
public record SessionView(
    UUID id,
    String username,
    Instant signedInAt,
    Instant lastSeenAt,
    String address,
    String browser,
    boolean current) {}
