package io.iotcrm.web.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the API says to those whom it does not let in: problem details (RFC 9457). */
final class Refusal {
  private static final String RETRY_AFTER_SECONDS = "5";

  private static final int TOO_MANY_REQUESTS = 429;

  private Refusal() {}

  static AuthenticationStatus unauthorized(
      HttpServletRequest request, HttpServletResponse response, boolean wrong) {
    // A browser answers a Basic challenge with a window of its own: not for the portal's scripts.
    if (!Door.isOfThePortal(request)) {
      response.addHeader("WWW-Authenticate", "Basic realm=\"IoT CRM\", charset=\"UTF-8\"");
    }
    response.addHeader(
        "WWW-Authenticate",
        wrong ? "Bearer realm=\"IoT CRM\", error=\"invalid_token\"" : "Bearer realm=\"IoT CRM\"");
    write(
        response,
        HttpServletResponse.SC_UNAUTHORIZED,
        "not-authenticated",
        "Sign in first",
        wrong
            ? "The credentials are wrong, or may not be used."
            : "Send credentials: Authorization: Basic, or Bearer with an API token.");
    return AuthenticationStatus.SEND_FAILURE;
  }

  static AuthenticationStatus unavailable(HttpServletResponse response) {
    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    write(
        response,
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "unavailable",
        "Not available at the moment",
        "Credentials cannot be checked at the moment.");
    return AuthenticationStatus.SEND_FAILURE;
  }

  /** The password was right; that alone is not enough. */
  static void secondFactor(HttpServletResponse response) {
    write(
        response,
        HttpServletResponse.SC_UNAUTHORIZED,
        "second-factor-required",
        "An API token is needed",
        "This account signs in with a second factor, which Basic does not have."
            + " Make an API token in the portal and send it as Authorization: Bearer.");
  }

  static void tooMany(HttpServletResponse response, Duration wait) {
    response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
    write(
        response,
        TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too many requests",
        "Too many passwords from this address were wrong. Try again later.");
  }

  /** The texts are this class's own and need no escaping. */
  private static void write(
      HttpServletResponse response, int status, String type, String title, String detail) {
    byte[] body =
        "{\"type\":\"urn:iotcrm:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(type, title, status, detail)
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
      response.flushBuffer(); // or an error page takes its place
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
