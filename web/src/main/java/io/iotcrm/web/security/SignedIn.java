package io.iotcrm.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who signed in, and the groups that the realm gave. Kept in the HTTP session, which is replicated:
 * the person stays signed in when an instance dies.
 *
 * @param session under which the session can be found and ended; null outside the portal
 */
public record SignedIn(String name, Set<String> groups, UUID session) implements Serializable {
  static final String ATTRIBUTE = SignedIn.class.getName();

  public SignedIn {
    groups = new HashSet<>(groups); // serializable, whatever came
  }

  SignedIn(String name, Set<String> groups) {
    this(name, groups, null);
  }

  SignedIn in(UUID portalSession) {
    return new SignedIn(name, groups, portalSession);
  }

  /** Whom the request's session belongs to. */
  static Optional<SignedIn> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    try {
      return session == null
          ? Optional.empty()
          : Optional.ofNullable((SignedIn) session.getAttribute(ATTRIBUTE));
    } catch (IllegalStateException ended) {
      return Optional.empty(); // by another request, just now
    }
  }
}
