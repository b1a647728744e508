package io.iotcrm.domain.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;

/**
 * The code that a device shows and that gives it to whoever types it in.
 *
 * @param code ten characters of 32 without those that look alike, as {@code ABCDE-FGHJK}: 50 random
 *     bits
 */
public record ClaimCode(String deviceId, String code, Instant expiresAt) {
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A code for the device, valid until then. */
  public static ClaimCode make(String deviceId, Instant expiresAt) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i == LENGTH / 2) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new ClaimCode(deviceId, code.toString(), expiresAt);
  }

  public byte[] hash() {
    return hash(code);
  }

  /** As it is stored, whatever the case and the dashes it was typed with. */
  public static byte[] hash(String typed) {
    String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    try {
      return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ClaimCode[" + deviceId + "]"; // never the code
  }
}
