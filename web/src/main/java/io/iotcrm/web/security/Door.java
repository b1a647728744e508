package io.iotcrm.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Which way a request came in, and what the browser says about its origin. */
final class Door {
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private Door() {}

  static boolean isApi(HttpServletRequest request) {
    String path = path(request);
    return path.equals("/api") || path.startsWith("/api/");
  }

  /** A script, style sheet or picture of the pages. */
  static boolean isResource(HttpServletRequest request) {
    return path(request).startsWith("/jakarta.faces.resource/");
  }

  /**
   * As the container mapped it: decoded and without path parameters, or {@code /api;x/v1} would be
   * taken for a page.
   */
  static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }

  /** A page or script of the portal itself asks; every browser in use says so. */
  static boolean isOfThePortal(HttpServletRequest request) {
    return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /**
   * Whether the session's cookie may speak for its person. In the API only for the portal's own
   * reading (charts, live events): a cookie goes along with requests that its owner did not make.
   */
  static boolean admitsSession(HttpServletRequest request) {
    return !isApi(request)
        || (SAFE.contains(request.getMethod())
            && (isOfThePortal(request) || request.getHeader("Sec-Fetch-Site") == null));
  }
}
