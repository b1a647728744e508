package io.iotcrm.domain.telemetry.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names in place of names: the first 128 bits of HMAC-SHA256 (RFC 2104) under the installation's
 * key. The same name gives the same pseudonym, so that what belongs together stays together;
 * without the key nobody can tell which name it was, nor try names. Immutable and thread-safe.
 */
public final class Pseudonyms {
  /** How every pseudonym begins, so that people see what it is. */
  public static final String PREFIX = "ps-";

  public static final int KEY_BYTES = 32;
  private static final int BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  /** A device and a person of the same name get different pseudonyms. */
  public enum Kind {
    DEVICE,
    CUSTOMER
  }

  private final SecretKeySpec key;

  /**
   * @param key of {@link #KEY_BYTES} bytes
   */
  public Pseudonyms(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the key of pseudonyms must have 32 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Of the form {@code ps-} and 22 characters of the URL alphabet of base64: a device's id, too.
   */
  public String of(Kind kind, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((byte) (kind == Kind.DEVICE ? 'd' : 'c'));
      byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return PREFIX
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Whether the text has the form of a pseudonym. */
  public static boolean isPseudonym(String text) {
    return text.length() == PREFIX.length() + 22 && text.startsWith(PREFIX);
  }
}
