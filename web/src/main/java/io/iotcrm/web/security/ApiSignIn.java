package io.iotcrm.web.security;

import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.SecondFactors;
import io.iotcrm.ejb.security.SignInAudit;
import io.iotcrm.ejb.security.SignInThrottle;
import io.iotcrm.web.security.SignInCounters.Outcome;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * The API's door: Basic and Bearer. Only passwords that people choose are throttled: the secrets of
 * devices and tokens are random and cannot be guessed.
 */
@ApplicationScoped
public class ApiSignIn {
  private static final Logger LOG = System.getLogger(ApiSignIn.class.getName());

  @Inject private Realms realms;
  @Inject private SignInCounters counters;
  @Inject private ClientAddress addresses;
  @EJB private SignInAudit audit;
  @EJB private SignInThrottle throttle;
  @EJB private SecondFactors secondFactors;

  /**
   * @return nothing if it was refused: then the response says why
   */
  public Optional<SignedIn> signIn(
      String authorization, HttpServletRequest request, HttpServletResponse response) {
    Optional<AuthorizationHeader> parsed = AuthorizationHeader.parse(authorization);
    if (parsed.isEmpty()) {
      Refusal.unauthorized(request, response, true);
      return Optional.empty();
    }
    AuthorizationHeader header = parsed.get();
    try {
      return Realms.isMachine(header.name())
          ? machine(header, request, response)
          : person(header, request, response);
    } catch (SignInUnavailableException | OutageException | EJBException e) {
      counters.count(header.door(), Outcome.UNAVAILABLE);
      LOG.log(Level.DEBUG, "nobody can be signed in", e);
      Refusal.unavailable(response);
      return Optional.empty();
    }
  }

  private Optional<SignedIn> machine(
      AuthorizationHeader header, HttpServletRequest request, HttpServletResponse response)
      throws SignInUnavailableException {
    RealmAnswer answer = realms.verify(header.name(), header.secret());
    counters.count(header.door(), SignInMechanism.outcome(answer));
    if (answer.signedIn().isEmpty()) {
      Refusal.unauthorized(request, response, true);
    }
    return answer.signedIn();
  }

  private Optional<SignedIn> person(
      AuthorizationHeader header, HttpServletRequest request, HttpServletResponse response)
      throws SignInUnavailableException {
    String address = addresses.of(request);
    String throttled = addresses.isOfABalancer(address) ? null : address;
    Duration wait = throttle.wait(throttled);
    if (!wait.isZero()) {
      counters.count(header.door(), Outcome.THROTTLED);
      audit.refused(header.name(), address, true);
      Refusal.tooMany(response, wait);
      return Optional.empty();
    }
    RealmAnswer answer = realms.verify(header.name(), header.secret());
    counters.count(header.door(), SignInMechanism.outcome(answer));
    if (answer.signedIn().isEmpty()) {
      throttle.failed(throttled);
      audit.refused(header.name(), address, answer.lockedOut());
      Refusal.unauthorized(request, response, true);
      return Optional.empty();
    }
    SignedIn signedIn = answer.signedIn().get();
    if (secondFactors.isDemandedOfProgram(signedIn.name(), signedIn.groups())) {
      Refusal.secondFactor(response);
      return Optional.empty();
    }
    return answer.signedIn();
  }
}
