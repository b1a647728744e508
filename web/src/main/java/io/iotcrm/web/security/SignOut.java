package io.iotcrm.web.security;

import io.iotcrm.ejb.security.SessionGuard;
import io.iotcrm.ejb.security.SignInAudit;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;

/** Ends the session: POST /sign-out. Another site cannot do it, for its POST carries no cookie. */
@WebServlet("/sign-out")
public class SignOut extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient SignInAudit audit;
  @EJB private transient SessionGuard sessions;
  @Inject private transient ClientAddress addresses;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      Optional<SignedIn> signedIn = SignedIn.of(request);
      session.invalidate();
      signedIn.ifPresent(
          person -> {
            if (person.session() != null) {
              sessions.signedOut(person.session(), person.name());
            }
            audit.signedOut(person.name(), addresses.of(request));
          });
    }
    response.sendRedirect(request.getContextPath() + SignInRedirect.PAGE);
  }
}
