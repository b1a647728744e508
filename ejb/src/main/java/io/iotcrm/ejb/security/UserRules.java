package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Role;
import io.iotcrm.domain.security.UserDetails;
import java.util.Set;
import java.util.regex.Pattern;

/** What an account must be like. */
final class UserRules {
  static final Set<String> GROUPS =
      Set.of(
          Role.ADMIN,
          Role.SALES,
          Role.MARKETING,
          Role.SUPPORT,
          Role.ANALYST,
          Role.PRIVACY,
          Role.INTEGRATOR);

  /** No slash: names with one are machines. */
  private static final Pattern USERNAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

  private static final Set<String> RESERVED = Set.of("token", "system", "anonymous", "unknown");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final int MAX_TEXT = 200;

  private UserRules() {}

  static void check(String username, UserDetails details) {
    if (username == null
        || !USERNAME.matcher(username).matches()
        || RESERVED.contains(username.toLowerCase(java.util.Locale.ROOT))) {
      throw new InvalidInputException(
          "/username", "must have 1 to 64 letters, digits and . _ @ + -, and be no reserved name");
    }
    if (details.displayName() == null || details.displayName().isBlank()) {
      throw new InvalidInputException("/displayName", "must not be blank");
    }
    length("/displayName", details.displayName());
    length("/email", details.email());
    if (details.email() != null && !EMAIL.matcher(details.email()).matches()) {
      throw new InvalidInputException("/email", "is no e-mail address");
    }
    if (!GROUPS.containsAll(details.groups())) {
      throw new InvalidInputException(
          "/groups", "must be some of " + new java.util.TreeSet<>(GROUPS));
    }
  }

  static void length(String pointer, String text) {
    if (text != null && text.length() > MAX_TEXT) {
      throw new InvalidInputException(pointer, "must have at most " + MAX_TEXT + " characters");
    }
  }
}
