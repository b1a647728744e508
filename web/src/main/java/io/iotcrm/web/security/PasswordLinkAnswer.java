package io.iotcrm.web.security;

import io.iotcrm.domain.security.NewPasswordLink;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.web.api.SecretBearing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/**
 * An account and the link by which its person chooses a password.
 *
 * @param link told this once; hand it to nobody else
 */
public record PasswordLinkAnswer(UserView user, String link, Instant expiresAt)
    implements SecretBearing {
  static final String PAGE = "/new-password.xhtml";

  static PasswordLinkAnswer of(NewPasswordLink made, HttpServletRequest request) {
    return new PasswordLinkAnswer(made.user(), address(request, made.key()), made.expiresAt());
  }

  /** Where the caller found this server. */
  static String address(HttpServletRequest request, String key) {
    String here = request.getRequestURL().toString();
    String root = here.substring(0, here.length() - request.getRequestURI().length());
    return root + request.getContextPath() + PAGE + "?key=" + key;
  }

  @Override
  public Object withoutSecret() {
    return user;
  }

  @Override
  public String toString() {
    return "PasswordLinkAnswer[" + user.id() + "]";
  }
}
