package io.iotcrm.web.platform;

import io.iotcrm.web.api.Json;
import io.iotcrm.web.api.Problem;
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
import java.util.regex.Pattern;

/**
 * The pages that say what went wrong. They are made without Faces: the request that failed comes
 * along with its method and parameters, and Faces would take it for a post of this page and want a
 * view and a nonce. So they come for every request, and even when Faces is what failed.
 *
 * <p>A request to the API whose refusal has no body gets a problem (RFC 9457) instead of a page.
 */
@WebServlet("/error/*")
public class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Only what the page below loads; it has no script of its own and needs no nonce. */
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final Pattern API = Pattern.compile("/api(?:[/;]|$)");

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

  /** What is said, by the class of the code. */
  enum Failure {
    FORBIDDEN(HttpServletResponse.SC_FORBIDDEN),
    MISSING(HttpServletResponse.SC_NOT_FOUND),
    REFUSED(HttpServletResponse.SC_BAD_REQUEST),
    UNAVAILABLE(HttpServletResponse.SC_SERVICE_UNAVAILABLE),
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

    static Failure ofStatus(int status) {
      return switch (status) {
        case 403 -> FORBIDDEN;
        case 404, 410 -> MISSING;
        case 502, 503, 504 -> UNAVAILABLE;
        default -> status >= 400 && status < 500 ? REFUSED : FAILED;
      };
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
    if (request.getDispatcherType() != DispatcherType.ERROR) {
      Failure failure = Failure.ofPath(request.getPathInfo());
      response.setStatus(failure.status);
      page(failure, request, response);
      return;
    }
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known
            ? known
            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    if (isOfTheApi(request)) {
      byte[] problem = Json.MAPPER.writeValueAsBytes(Problem.ofStatus(status));
      answer(Problem.MEDIA_TYPE, problem, request, response);
    } else {
      page(Failure.ofStatus(status), request, response);
    }
  }

  /** By the address of the request that failed; this one's own is that of the page. */
  private static boolean isOfTheApi(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address
        && address.startsWith(request.getContextPath())
        && API.matcher(address.substring(request.getContextPath().length())).lookingAt();
  }

  private static void page(
      Failure failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    byte[] page = html(failure, request.getContextPath()).getBytes(StandardCharsets.UTF_8);
    answer("text/html;charset=UTF-8", page, request, response);
  }

  private static void answer(
      String type, byte[] body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(type);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
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
