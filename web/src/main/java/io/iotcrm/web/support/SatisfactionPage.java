package io.iotcrm.web.support;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.support.SurveyLink;
import io.iotcrm.ejb.support.SurveyService;
import io.iotcrm.web.device.RateLimit;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.security.ClientAddress;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a customer says how satisfied they are. Nobody signs in: the link is what permits it. Only
 * posting the form uses the link up, for mail programs look at links by themselves. Made without
 * Faces, which would begin a session.
 */
@WebServlet(SurveyLink.PATH)
public class SatisfactionPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String EVERYBODY = "";
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** 1: the application's root, 2: product, 3: title, 4: content. */
  private static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="robots" content="noindex"/>
        <title>%3$s &#183; %2$s</title>
        <link rel="icon" type="image/svg+xml" href="%1$s/jakarta.faces.resource/icon.svg.xhtml?ln=iotcrm"/>
        <script src="%1$s/jakarta.faces.resource/theme.js.xhtml?ln=iotcrm"></script>
        <link rel="stylesheet" href="%1$s/jakarta.faces.resource/tokens.css.xhtml?ln=iotcrm"/>
        <link rel="stylesheet" href="%1$s/jakarta.faces.resource/app.css.xhtml?ln=iotcrm"/>
      </head>
      <body><main class="alone"><div class="card"><h1>%3$s</h1>
      %4$s
      </div></main></body>
      </html>
      """;

  private static final String FORM =
      """
      <form method="post" class="stack">
        <fieldset class="plain"><legend>%1$s</legend>
      %2$s  </fieldset>
        <div class="field"><label for="comment">%3$s</label><textarea id="comment" name="comment" maxlength="2000" rows="4"></textarea></div>
        <div class="tools"><button type="submit" class="button primary">%4$s</button></div>
      </form>
      """;

  private static final String CHOICE =
      "    <label class=\"check\"><input type=\"radio\" name=\"score\" value=\"%1$d\""
          + " required=\"required\"/> %1$d &#183; %2$s</label>\n";

  @EJB private transient SurveyService surveys;
  @Inject private transient Texts texts;
  @Inject private transient ClientAddress addresses;

  private final transient RateLimit perAddress = new RateLimit(20, 30);
  private final transient RateLimit together = new RateLimit(200, 600);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (admits(request, response)) {
      boolean open = surveys.isOpen(request.getParameter("t"));
      write(request, response, open ? 200 : 404, open ? form() : words("survey.closed"));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!admits(request, response)) {
      return;
    }
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    String score = request.getParameter("score");
    String token = request.getParameter("t");
    try {
      boolean taken =
          score != null
              && score.matches("[1-5]")
              && surveys.answer(token, Integer.parseInt(score), request.getParameter("comment"));
      write(request, response, taken ? 200 : 404, words(taken ? "survey.thanks" : "survey.closed"));
    } catch (InvalidInputException tooLong) {
      write(request, response, 400, form());
    }
  }

  private boolean admits(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long now = System.currentTimeMillis();
    if (perAddress.admits(addresses.of(request), now) && together.admits(EVERYBODY, now)) {
      return true;
    }
    response.setHeader("Retry-After", "60");
    write(request, response, 429, words("survey.busy"));
    return false;
  }

  private String form() {
    StringBuilder choices = new StringBuilder();
    for (int score = 5; score >= 1; score--) {
      choices.append(CHOICE.formatted(score, texts.of("survey.score." + score)));
    }
    return FORM.formatted(
        texts.of("survey.question"), choices, texts.of("survey.comment"), texts.of("survey.send"));
  }

  private String words(String key) {
    return "<p role=\"status\">" + texts.of(key) + "</p>";
  }

  /** Everything in it is the portal's own and needs no escaping. */
  private void write(
      HttpServletRequest request, HttpServletResponse response, int status, String content)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            HTML.formatted(
                request.getContextPath(), texts.of("product"), texts.of("survey.title"), content));
  }
}
