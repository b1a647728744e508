package io.iotcrm.domain.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The stored form of a machine's secret: SHA-256 over salt and secret.
 *
 * <p>A plain digest is enough only because the product makes these secrets itself, of 256 random
 * bits: nobody can guess through them, and 5,000 devices that reconnect at once must not each cost
 * a tenth of a second. People's passwords go through {@link PasswordHash}.
 */
public record SecretHash(byte[] salt, byte[] hash) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new secret: 256 random bits, 43 characters of base64url. */
  public static String newSecret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static SecretHash of(String secret) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return new SecretHash(salt, digest(salt, secret));
  }

  /** Compares in constant time. */
  public boolean matches(String secret) {
    return MessageDigest.isEqual(hash, digest(salt, secret));
  }

  private static byte[] digest(byte[] salt, String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
