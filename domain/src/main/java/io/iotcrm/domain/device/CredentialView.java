package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A credential as lists and pages show it: everything but the secret.
 *
 * @param publicId user name, PSK identity, or the certificate's SHA-256 in hex; null for a token
 * @param lastUsedAt to the minute, for the doors that tell; null: never
 */
public record CredentialView(
    UUID id,
    String deviceId,
    CredentialKind kind,
    String publicId,
    State state,
    Instant createdAt,
    Instant expiresAt,
    Instant revokedAt,
    Instant lastUsedAt)
    implements Serializable {

  /** Whether it still lets its device in. */
  public enum State {
    VALID,
    EXPIRED,
    REVOKED
  }

  public static CredentialView of(DeviceCredential credential) {
    return new CredentialView(
        credential.getId(),
        credential.getDeviceId(),
        credential.getKind(),
        credential.getPublicId(),
        state(credential),
        credential.getCreatedAt(),
        credential.getExpiresAt(),
        credential.getRevokedAt(),
        credential.getLastUsedAt());
  }

  private static State state(DeviceCredential credential) {
    if (credential.isValid(Instant.now())) {
      return State.VALID;
    }
    Instant end = credential.getExpiresAt();
    Instant revoked = credential.getRevokedAt();
    return end != null && (revoked == null || !revoked.isBefore(end))
        ? State.EXPIRED
        : State.REVOKED;
  }
}
