package io.iotcrm.web.device;

import io.iotcrm.domain.device.NewCredential;
import jakarta.validation.Valid;
import java.time.Instant;

/**
 * How a credential is replaced.
 *
 * @param oldValidUntil absent: the old one ends at once
 * @param credential what the new one is to have; absent: all is made
 */
public record RotationBody(Instant oldValidUntil, @Valid CredentialBody credential) {
  NewCredential given() {
    return credential == null ? null : credential.wanted();
  }
}
