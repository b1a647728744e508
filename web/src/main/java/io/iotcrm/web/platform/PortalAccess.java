package io.iotcrm.web.platform;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens a page only to the roles of {@link PortalPage}, and to whoever may read what it shows. A
 * page that is not in that list is closed to everybody, so that a new one cannot be forgotten here.
 */
@WebFilter(urlPatterns = "*.xhtml", asyncSupported = true)
public class PortalAccess extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String OPEN = "/sign-in.xhtml";

  @Inject private transient Rights rights;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String view = request.getServletPath();
    if (view.equals(OPEN) || view.startsWith("/jakarta.faces.resource/")) {
      chain.doFilter(request, response);
      return;
    }
    Optional<PortalPage> page = PortalPage.ofView(view);
    if (page.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (page.get().roles().stream().noneMatch(request::isUserInRole)
        || !rights.open(page.get())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      response.setHeader("Cache-Control", "no-store");
      chain.doFilter(request, response);
    }
  }
}
