package io.iotcrm.web.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The credentials of an Authorization header: Basic (RFC 7617, UTF-8) or Bearer (RFC 6750).
 *
 * @param name the user name; for a bearer token the one under which the realm knows tokens
 */
record AuthorizationHeader(SignInCounters.Door door, String name, char[] secret) {

  /** Nothing if the header is of another scheme or malformed. */
  static Optional<AuthorizationHeader> parse(String header) {
    int space = header.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String credentials = header.substring(space + 1).strip();
    return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(credentials);
      case "bearer" ->
          Optional.of(
              new AuthorizationHeader(
                  SignInCounters.Door.BEARER, Realms.TOKEN_USER, credentials.toCharArray()));
      default -> Optional.empty();
    };
  }

  private static Optional<AuthorizationHeader> basic(String encoded) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    return colon <= 0
        ? Optional.empty()
        : Optional.of(
            new AuthorizationHeader(
                SignInCounters.Door.BASIC,
                pair.substring(0, colon),
                pair.substring(colon + 1).toCharArray()));
  }

  @Override
  public String toString() {
    return door + " " + name; // never the secret
  }
}
