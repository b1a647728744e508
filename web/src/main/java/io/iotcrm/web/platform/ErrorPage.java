package io.iotcrm.web.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The pages that say what went wrong. They are made without Faces: the request that failed comes
 * along with its method and parameters, and Faces would take it for a post of this page and want a
 * view and a nonce. So they come for every request, and even when Faces is what failed.
 */
@WebServlet("/error/*")
public class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Only what the page below loads; it has no script of its own and needs no nonce. */
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  /** 1: the application's root, 2: product, 3: title, 4: text, 5: words of the way home. */
  private static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%3$s &#183; %2$s</title>
        <link rel="icon" type="image/svg+xml" href="%1$s/jakarta.faces.resource/icon.svg.xhtml?ln=iotcrm"/>
        <script src="%1$s/jakarta.faces.resource/theme.js.xhtml?ln=iotcrm"></script>
        <link rel="stylesheet" href="%1$s/jakarta.faces.resource/tokens.css.xhtml?ln=iotcrm"/>
        <link rel="stylesheet" href="%1$s/jakarta.faces.resource/app.css.xhtml?ln=iotcrm"/>
      </head>
      <body>
        <main class="alone">
          <div class="card">
            <a class="brand" href="%1$s/home.xhtml"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="2.5"/><path d="M6.5 17.5a7.8 7.8 0 0 1 0-11M17.5 6.5a7.8 7.8 0 0 1 0 11"/><path d="M3.5 20.5a12 12 0 0 1 0-17M20.5 3.5a12 12 0 0 1 0 17"/></svg>%2$s</a>
            <h1>%3$s</h1>
            <p>%4$s</p>
            <div class="tools"><a class="button primary" href="%1$s/home.xhtml">%5$s</a></div>
          </div>
        </main>
      </body>
      </html>
      """;

  private enum Failure {
    FORBIDDEN(HttpServletResponse.SC_FORBIDDEN),
    MISSING(HttpServletResponse.SC_NOT_FOUND),
    FAILED(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);

    private final int status;

    Failure(int status) {
      this.status = status;
    }

    private String lower() {
      return name().toLowerCase(Locale.ROOT);
    }

    String key() {
      return "error." + lower();
    }

    static Failure ofStatus(Object status) {
      return Arrays.stream(values())
          .filter(failure -> Integer.valueOf(failure.status).equals(status))
          .findFirst()
          .orElse(FAILED);
    }

    /** Of the address {@code /error/missing}, where a script is sent to that cannot be told. */
    static Failure ofPath(String path) {
      return Arrays.stream(values())
          .filter(failure -> ("/" + failure.lower()).equals(path))
          .findFirst()
          .orElse(MISSING);
    }
  }

  /** Whatever the method: the failed request's is kept when the container comes here. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return; // half a page is out already; a second one after it helps nobody
    }
    Failure failure;
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      failure = Failure.ofStatus(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    } else {
      failure = Failure.ofPath(request.getPathInfo());
      response.setStatus(failure.status);
    }
    byte[] page = html(failure, request.getContextPath()).getBytes(StandardCharsets.UTF_8);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(page);
    }
  }

  /** Everything in it is the portal's own and needs no escaping. */
  private static String html(Failure failure, String root) {
    return HTML.formatted(
        root,
        text("product"),
        text(failure.key()),
        text(failure.key() + ".text"),
        text("error.home"));
  }

  private static String text(String key) {
    return Texts.in(Locale.ENGLISH, key);
  }
}
