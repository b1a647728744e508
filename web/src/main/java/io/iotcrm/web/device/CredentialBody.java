package io.iotcrm.web.device;

import io.iotcrm.domain.device.CredentialKind;
import io.iotcrm.domain.device.NewCredential;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A credential that is wanted; only the kind is needed. */
public record CredentialBody(
    CredentialKind kind,
    @Size(max = 128) String publicId,
    @Size(max = 200) String secret,
    @Size(max = 20_000) String certificate,
    Instant expiresAt) {
  /** Nothing is said: the device's secret is to be replaced. */
  boolean isEmpty() {
    return kind == null
        && publicId == null
        && secret == null
        && certificate == null
        && expiresAt == null;
  }

  NewCredential wanted() {
    return new NewCredential(kind, publicId, secret, certificate, expiresAt);
  }

  @Override
  public String toString() {
    return "CredentialBody[" + kind + "]"; // never the secret
  }
}
