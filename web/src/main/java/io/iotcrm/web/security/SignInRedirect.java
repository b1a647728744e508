package io.iotcrm.web.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** To the sign-in page and back to where the person wanted to go. */
final class SignInRedirect {
  static final String PAGE = "/sign-in.xhtml";
  static final String HOME = "/home.xhtml";
  private static final int MAX_LENGTH = 1024;

  /** A path here: one slash, then nothing that a browser could take for another host. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\w./?&=%+~:@!,;*-]*");

  private SignInRedirect() {}

  static AuthenticationStatus send(HttpServletRequest request, HttpServletResponse response) {
    String target = request.getContextPath() + PAGE;
    if (request.getMethod().equals("GET")) {
      String query = request.getQueryString();
      String wanted = Door.path(request) + (query == null ? "" : "?" + query);
      if (!wanted.equals("/") && !wanted.equals(HOME) && safe(wanted).equals(wanted)) {
        target += "?return=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
      }
    }
    try {
      if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
        partial(response, target);
      } else {
        response.sendRedirect(target);
      }
      return AuthenticationStatus.SEND_CONTINUE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Faces' scripts follow a redirect only when it comes as a partial response. */
  private static void partial(HttpServletResponse response, String target) throws IOException {
    response.setContentType("text/xml");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            "<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                + target.replace("&", "&amp;").replace("\"", "&quot;")
                + "\"/></partial-response>");
    response.flushBuffer();
  }

  /** The wanted path, or home if it leads elsewhere: no redirects to other sites. */
  static String safe(String wanted) {
    return wanted != null && wanted.length() <= MAX_LENGTH && LOCAL.matcher(wanted).matches()
        ? wanted
        : HOME;
  }
}
