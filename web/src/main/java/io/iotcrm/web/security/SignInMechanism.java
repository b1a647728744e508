package io.iotcrm.web.security;

import io.iotcrm.ejb.security.SignInAudit;
import io.iotcrm.web.security.SignInCounters.Outcome;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The one way in: the portal's form (through SecurityContext.authenticate), Basic and Bearer for
 * the API, all judged by the server's JAAS realm.
 *
 * <p>The API keeps no session. The portal's session is new after each sign-in, so that nobody can
 * plant one.
 */
@ApplicationScoped
public class SignInMechanism implements HttpAuthenticationMechanism {
  private static final Logger LOG = System.getLogger(SignInMechanism.class.getName());

  @Inject private Realms realms;
  @Inject private SignInCounters counters;
  @EJB private SignInAudit audit;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Credential credential = context.getAuthParameters().getCredential();
    if (credential instanceof UsernamePasswordCredential form) {
      return signIn(form, request, context);
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && Door.isApi(request)) {
      return header(authorization, response, context);
    }
    Optional<SignedIn> known = Door.admitsSession(request) ? ofSession(request) : Optional.empty();
    if (known.isPresent()) {
      return proceed(known.get(), context);
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    return Door.isApi(request)
        ? Refusal.unauthorized(request, response, false)
        : SignInRedirect.send(request, response);
  }

  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(SignedIn.ATTRIBUTE);
    }
    context.cleanClientSubject();
  }

  private AuthenticationStatus signIn(
      UsernamePasswordCredential form, HttpServletRequest request, HttpMessageContext context) {
    try {
      RealmAnswer answer = realms.verify(form.getCaller(), form.getPassword().getValue());
      count(SignInCounters.Door.FORM, answer);
      if (answer.signedIn().isEmpty()) {
        audit.refused(form.getCaller(), request.getRemoteAddr(), answer.lockedOut());
        return AuthenticationStatus.SEND_FAILURE;
      }
      SignedIn signedIn = answer.signedIn().get();
      if (request.getSession(false) != null) {
        request.changeSessionId();
      }
      request.getSession().setAttribute(SignedIn.ATTRIBUTE, signedIn);
      audit.signedIn(signedIn.name(), request.getRemoteAddr());
      return proceed(signedIn, context);
    } catch (SignInUnavailableException e) {
      unavailable(SignInCounters.Door.FORM, e);
      request.setAttribute(SignInUnavailableException.class.getName(), e);
      return AuthenticationStatus.SEND_FAILURE;
    }
  }

  private AuthenticationStatus header(
      String authorization, HttpServletResponse response, HttpMessageContext context) {
    Optional<AuthorizationHeader> parsed = AuthorizationHeader.parse(authorization);
    if (parsed.isEmpty()) {
      return Refusal.unauthorized(context.getRequest(), response, true);
    }
    AuthorizationHeader header = parsed.get();
    try {
      RealmAnswer answer = realms.verify(header.name(), header.secret());
      count(header.door(), answer);
      return answer.signedIn().isPresent()
          ? proceed(answer.signedIn().get(), context)
          : Refusal.unauthorized(context.getRequest(), response, true);
    } catch (SignInUnavailableException e) {
      unavailable(header.door(), e);
      return Refusal.unavailable(response);
    }
  }

  private static Optional<SignedIn> ofSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((SignedIn) session.getAttribute(SignedIn.ATTRIBUTE));
  }

  private static AuthenticationStatus proceed(SignedIn signedIn, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(
        new CallerPrincipal(signedIn.name()), signedIn.groups());
  }

  private void count(SignInCounters.Door door, RealmAnswer answer) {
    counters.count(door, answer.signedIn().isPresent() ? Outcome.OK : Outcome.FAILED);
  }

  private void unavailable(SignInCounters.Door door, SignInUnavailableException e) {
    counters.count(door, Outcome.UNAVAILABLE);
    LOG.log(Level.DEBUG, "nobody can be signed in", e);
  }
}
