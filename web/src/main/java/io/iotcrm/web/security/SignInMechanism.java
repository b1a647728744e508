package io.iotcrm.web.security;

import io.iotcrm.web.security.SignInCounters.Outcome;
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
import java.util.Optional;

/**
 * The one way in: the portal's form (through SecurityContext.authenticate), Basic and Bearer for
 * the API, all judged by the server's JAAS realm.
 *
 * <p>The API keeps no session. The portal's session is new after each sign-in, so that nobody can
 * plant one, and is over as soon as it was ended anywhere.
 */
@ApplicationScoped
public class SignInMechanism implements HttpAuthenticationMechanism {
  @Inject private PortalSignIn portal;
  @Inject private ApiSignIn api;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Credential credential = context.getAuthParameters().getCredential();
    if (credential instanceof UsernamePasswordCredential form) {
      return settle(portal.signIn(form, request), context);
    }
    if (credential instanceof SecondStep step) {
      return settle(portal.secondStep(step, request), context);
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && Door.isApi(request)) {
      Optional<SignedIn> caller = api.signIn(authorization, request, response);
      return caller.isPresent()
          ? proceed(caller.get(), context)
          : AuthenticationStatus.SEND_FAILURE; // the answer is written
    }
    if (Door.isResource(request)) {
      return context.doNothing(); // open to everybody: no reason to look a session up
    }
    Optional<SignedIn> known =
        Door.admitsSession(request) ? portal.ofSession(request) : Optional.empty();
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

  private static AuthenticationStatus settle(
      Optional<SignedIn> signedIn, HttpMessageContext context) {
    return signedIn.isPresent()
        ? proceed(signedIn.get(), context)
        : AuthenticationStatus.SEND_FAILURE;
  }

  private static AuthenticationStatus proceed(SignedIn signedIn, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(
        new CallerPrincipal(signedIn.name()), signedIn.groups());
  }

  static Outcome outcome(RealmAnswer answer) {
    if (answer.lockedOut()) {
      return Outcome.THROTTLED;
    }
    return answer.signedIn().isPresent() ? Outcome.OK : Outcome.FAILED;
  }
}
