package io.iotcrm.web.security;

import io.iotcrm.ejb.security.SecondFactors.Demand;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A person whose password was right and who has to show a second factor. Kept in the HTTP session;
 * it opens nothing.
 *
 * @param demand CODE or ENROL
 * @param enrolled whether a person who had to enrol has done so
 */
public record PendingSignIn(SignedIn person, Demand demand, boolean enrolled, Instant since)
    implements Serializable {
  static final String ATTRIBUTE = PendingSignIn.class.getName();
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);

  PendingSignIn afterEnrolment() {
    return new PendingSignIn(person, demand, true, since);
  }

  /** The one of this session, if it is not too old. */
  static Optional<PendingSignIn> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((PendingSignIn) session.getAttribute(ATTRIBUTE))
            .filter(pending -> pending.since().plus(GOOD_FOR).isAfter(Instant.now()));
  }
}
