package io.iotcrm.web.security;

import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.SecondFactorTable.Verdict;
import io.iotcrm.ejb.security.SecondFactors;
import io.iotcrm.ejb.security.SecondFactors.Demand;
import io.iotcrm.ejb.security.SessionGuard;
import io.iotcrm.ejb.security.SignInAudit;
import io.iotcrm.ejb.security.SignInThrottle;
import io.iotcrm.web.security.SignInCounters.Outcome;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The portal's door: name and password, then a code where one is demanded. Whatever is refused, the
 * caller learns only that it was.
 */
@ApplicationScoped
public class PortalSignIn {
  private static final Logger LOG = System.getLogger(PortalSignIn.class.getName());

  @Inject private Realms realms;
  @Inject private SignInCounters counters;
  @Inject private ClientAddress addresses;
  @EJB private SignInAudit audit;
  @EJB private SignInThrottle throttle;
  @EJB private SecondFactors secondFactors;
  @EJB private SessionGuard sessions;

  /**
   * @return nothing if it was refused, or a second step is needed: then the session has a {@link
   *     PendingSignIn}
   */
  public Optional<SignedIn> signIn(UsernamePasswordCredential form, HttpServletRequest request) {
    String address = addresses.of(request);
    String name = form.getCaller();
    forgetPending(request);
    if (!throttle.wait(throttled(address)).isZero()) {
      counters.count(SignInCounters.Door.FORM, Outcome.THROTTLED);
      audit.refused(name, address, true);
      return Optional.empty();
    }
    try {
      RealmAnswer answer = realms.verify(name, form.getPassword().getValue());
      counters.count(SignInCounters.Door.FORM, SignInMechanism.outcome(answer));
      if (answer.signedIn().isEmpty()) {
        throttle.failed(throttled(address));
        audit.refused(name, address, answer.lockedOut());
        return Optional.empty();
      }
      return passwordWasRight(answer.signedIn().get(), request);
    } catch (SignInUnavailableException | OutageException | EJBException e) {
      unavailable(request, e);
      return Optional.empty();
    }
  }

  private Optional<SignedIn> passwordWasRight(SignedIn person, HttpServletRequest request) {
    Demand demand = secondFactors.demand(person.name(), person.groups());
    if (demand == Demand.NONE) {
      return Optional.of(open(person, request));
    }
    freshSession(request)
        .setAttribute(
            PendingSignIn.ATTRIBUTE, new PendingSignIn(person, demand, false, Instant.now()));
    return Optional.empty();
  }

  /**
   * @return nothing if the code is wrong, or the password was too long ago
   */
  public Optional<SignedIn> secondStep(SecondStep step, HttpServletRequest request) {
    Optional<PendingSignIn> found = PendingSignIn.of(request);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PendingSignIn pending = found.get();
    SignedIn person = pending.person();
    try {
      if (pending.demand() == Demand.CODE) {
        Verdict verdict = secondFactors.check(person.name(), step.code());
        counters.count(SignInCounters.Door.CODE, outcome(verdict));
        if (verdict != Verdict.RIGHT) {
          throttle.failed(throttled(addresses.of(request)));
          return Optional.empty();
        }
      } else if (!pending.enrolled()) {
        return Optional.empty();
      }
      forgetPending(request);
      return Optional.of(open(person, request));
    } catch (OutageException | EJBException e) {
      unavailable(request, e);
      return Optional.empty();
    }
  }

  private static Outcome outcome(Verdict verdict) {
    return switch (verdict) {
      case RIGHT -> Outcome.OK;
      case WRONG -> Outcome.FAILED;
      case WAIT -> Outcome.THROTTLED;
    };
  }

  private SignedIn open(SignedIn person, HttpServletRequest request) {
    String address = addresses.of(request);
    String browser = BrowserName.of(request.getHeader("User-Agent"));
    UUID id = sessions.begin(person.name(), address, browser);
    SignedIn signedIn = person.in(id);
    freshSession(request).setAttribute(SignedIn.ATTRIBUTE, signedIn);
    audit.signedIn(signedIn.name(), address);
    return signedIn;
  }

  /** Under another id than before, which somebody else might know. */
  private static HttpSession freshSession(HttpServletRequest request) {
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    return request.getSession();
  }

  private static void forgetPending(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(PendingSignIn.ATTRIBUTE);
    }
  }

  /** Whom the session belongs to; a session that was ended somewhere is over here, too. */
  public Optional<SignedIn> ofSession(HttpServletRequest request) {
    Optional<SignedIn> signedIn = SignedIn.of(request);
    if (signedIn.isEmpty()) {
      return Optional.empty();
    }
    UUID id = signedIn.get().session();
    if (id != null && sessions.isOpen(id)) {
      return signedIn;
    }
    try {
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
    } catch (IllegalStateException ended) {
      LOG.log(Level.TRACE, "another request was faster", ended);
    }
    return Optional.empty();
  }

  /** A balancer's own address stands for everybody behind it: it never has to wait. */
  private String throttled(String address) {
    return addresses.isOfABalancer(address) ? null : address;
  }

  private void unavailable(HttpServletRequest request, Exception e) {
    counters.count(SignInCounters.Door.FORM, Outcome.UNAVAILABLE);
    request.setAttribute(SignInUnavailableException.class.getName(), e);
    LOG.log(Level.DEBUG, "nobody can be signed in", e);
  }
}
