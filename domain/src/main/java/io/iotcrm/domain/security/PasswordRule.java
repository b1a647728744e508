package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.List;
import java.util.Locale;

/**
 * Which passwords people may choose: long ones, of any characters; not the name, not one letter
 * over and over, not what is tried first.
 */
public final class PasswordRule {
  public static final int MIN = 12;
  public static final int MAX = 128;
  private static final int DIFFERENT = 5;
  private static final List<String> TRIED_FIRST =
      List.of("password", "passwort", "qwerty", "123456", "letmein", "welcome", "iotcrm", "abc123");

  private PasswordRule() {}

  /**
   * @param pointer the member of the input that has it
   * @throws InvalidInputException saying what to change
   */
  public static void check(String password, String username, String pointer) {
    if (password == null || password.length() < MIN || password.length() > MAX) {
      throw new InvalidInputException(pointer, "must have %d to %d characters".formatted(MIN, MAX));
    }
    if (password.chars().distinct().count() < DIFFERENT) {
      throw new InvalidInputException(
          pointer, "must have at least %d different characters".formatted(DIFFERENT));
    }
    String plain = password.toLowerCase(Locale.ROOT);
    if (plain.contains(username.toLowerCase(Locale.ROOT))) {
      throw new InvalidInputException(pointer, "must not contain the user name");
    }
    for (String common : TRIED_FIRST) {
      if (plain.replace(common, "").length() < MIN / 2) {
        throw new InvalidInputException(pointer, "is one of those that are tried first");
      }
    }
  }
}
