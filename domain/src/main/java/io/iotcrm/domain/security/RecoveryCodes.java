package io.iotcrm.domain.security;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What signs a person in without the second factor, each code once: 80 random bits in base32. */
public final class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /** Ten new ones, in groups of four characters. */
  public static List<String> make() {
    return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
  }

  private static String one() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return String.join("-", Totp.base32(bytes).split("(?<=\\G.{4})"));
  }

  /** As it is hashed: people leave out the dashes, and write small letters. */
  public static String normal(String typed) {
    return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
