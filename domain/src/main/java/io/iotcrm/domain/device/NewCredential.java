package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A credential that is wanted.
 *
 * @param publicId a PASSWORD's user name or a PSK's identity; null: chosen. None for the others
 * @param secret what the device has already; null: one of 256 random bits is made. For a PSK its
 *     key in base64, or in hex after {@code hex:}. A given secret must be random: only a fast hash
 *     of it is kept
 * @param certificate PEM, for an X509
 * @param expiresAt null: never
 */
public record NewCredential(
    CredentialKind kind, String publicId, String secret, String certificate, Instant expiresAt) {
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_.@:+-]{1,64}");
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");
  private static final Pattern IDENTITY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final int SHORTEST_KEY = 16;
  private static final int LONGEST_KEY = 64;

  /** A token that is made and never ends. */
  public static NewCredential token() {
    return new NewCredential(CredentialKind.TOKEN, null, null, null, null);
  }

  public NewCredential {
    List<Violation> violations = new ArrayList<>();
    if (kind == null) {
      throw new InvalidInputException("/kind", "must be TOKEN, PASSWORD, PSK or X509");
    }
    if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
      violations.add(new Violation("/expiresAt", "must be in the future"));
    }
    boolean named = kind == CredentialKind.PASSWORD || kind == CredentialKind.PSK;
    if (publicId != null && !named) {
      violations.add(new Violation("/publicId", "is for kinds PASSWORD and PSK only"));
    }
    if (kind == CredentialKind.PASSWORD
        && publicId != null
        && !USER_NAME.matcher(publicId).matches()) {
      violations.add(new Violation("/publicId", "must match " + USER_NAME.pattern()));
    }
    if (kind == CredentialKind.PSK && publicId != null && !IDENTITY.matcher(publicId).matches()) {
      violations.add(
          new Violation("/publicId", "must have 1 to 128 printable ASCII characters, no space"));
    }
    if (kind == CredentialKind.X509) {
      if (certificate == null) {
        violations.add(new Violation("/certificate", "is needed, in PEM"));
      }
      if (secret != null) {
        violations.add(new Violation("/secret", "stays with the device: a certificate has none"));
      }
    } else if (certificate != null) {
      violations.add(new Violation("/certificate", "is for kind X509 only"));
    }
    if (secret != null && kind == CredentialKind.PSK) {
      keyViolation(secret, violations);
    } else if (secret != null && !SECRET.matcher(secret).matches()) {
      violations.add(
          new Violation(
              "/secret", "must have 16 to 128 printable ASCII characters, and be random"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  /**
   * A PSK's key from its text.
   *
   * @throws IllegalArgumentException if it is neither base64 nor {@code hex:...}
   */
  public static byte[] key(String text) {
    if (text.startsWith("hex:")) {
      return HexFormat.of().parseHex(text.substring("hex:".length()));
    }
    return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
  }

  private static void keyViolation(String secret, List<Violation> violations) {
    try {
      int length = key(secret).length;
      if (length < SHORTEST_KEY || length > LONGEST_KEY) {
        violations.add(
            new Violation(
                "/secret", "must be a key of " + SHORTEST_KEY + " to " + LONGEST_KEY + " bytes"));
      }
    } catch (IllegalArgumentException e) {
      violations.add(new Violation("/secret", "must be base64, or hex after hex:"));
    }
  }

  @Override
  public String toString() {
    return "NewCredential[" + kind + ", " + publicId + "]"; // never the secret
  }
}
