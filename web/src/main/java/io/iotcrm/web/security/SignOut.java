package io.iotcrm.web.security;

import io.iotcrm.ejb.security.SignInAudit;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Ends the session: POST /sign-out. Another site cannot do it, for its POST carries no cookie. */
@WebServlet("/sign-out")
public class SignOut extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient SignInAudit audit;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      SignedIn signedIn = (SignedIn) session.getAttribute(SignedIn.ATTRIBUTE);
      session.invalidate();
      if (signedIn != null) {
        audit.signedOut(signedIn.name(), request.getRemoteAddr());
      }
    }
    response.sendRedirect(request.getContextPath() + SignInRedirect.PAGE);
  }
}
