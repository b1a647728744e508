package io.iotcrm.web.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.security.SignInThrottle;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Asks people who are signed in for their password again, before something that somebody at their
 * open screen must not do. Whatever realm they come from judges it, and counts it.
 */
@ApplicationScoped
public class OwnPassword {
  @Inject private Realms realms;
  @Inject private ClientAddress addresses;
  @EJB private SignInThrottle throttle;

  /**
   * @param pointer the member of the input that has the password
   * @throws InvalidInputException if it is wrong
   */
  public void require(HttpServletRequest request, String password, String pointer) {
    String name = request.getUserPrincipal().getName();
    try {
      RealmAnswer answer =
          realms.verify(name, password == null ? new char[0] : password.toCharArray());
      boolean same =
          answer.signedIn().map(person -> person.name().equalsIgnoreCase(name)).orElse(false);
      if (!same) {
        String address = addresses.of(request);
        throttle.failed(addresses.isOfABalancer(address) ? null : address);
        throw new InvalidInputException(pointer, "is not your password, or you have to wait");
      }
    } catch (SignInUnavailableException e) {
      throw new OutageException("passwords cannot be checked", e);
    }
  }
}
