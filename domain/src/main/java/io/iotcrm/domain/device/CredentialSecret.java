package io.iotcrm.domain.device;

/**
 * A credential and the only sight of its secret.
 *
 * @param secret base64url of 256 random bits where it was made here; null where the device's side
 *     chose it
 */
public record CredentialSecret(CredentialView credential, String secret) {
  @Override
  public String toString() {
    return "CredentialSecret[" + credential.id() + "]"; // never the secret
  }
}
