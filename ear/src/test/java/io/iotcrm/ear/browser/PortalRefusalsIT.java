package io.iotcrm.ear.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the portal says to those whom it cannot serve: always a page, and one that helps. */
class PortalRefusalsIT {
  @RegisterExtension static final Portal portal = new Portal();

  @Test
  void aWrongPasswordIsRefusedInWordsAndTheRightOneOpensTheHomePage() {
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    page.navigate(portal.url + "/home.xhtml");
    for (int attempt = 1; attempt <= 2; attempt++) {
      Response refused = answerToSignIn(page, "support", "not the password");
      assertThat(refused.status()).as("attempt %d", attempt).isEqualTo(200);
      assertThat(page.locator("[role='alert']")).containsText("wrong");
    }
    portal.picture(page, "sign-in-refused");
    signIn(page, "support", portal.password("support"));
    page.waitForURL("**/home.xhtml");
    assertThat(page.locator("h1")).hasText("Home");
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void aPostWithTheNonceOfAnotherPageIsNotDoneAndThePageComesAfresh() {
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    for (String nonce : List.of("", "bm90IGEgbm9uY2U=", aNonce())) {
      page.navigate(portal.url + "/sign-in.xhtml?return=%2Ftickets.xhtml");
      page.locator("[name='primefaces.nonce']")
          .evaluate("(input, nonce) => input.value = nonce", nonce);
      Response answer = answerToSignIn(page, "support", portal.password("support"));
      assertThat(answer.status()).as("nonce '%s'", nonce).isEqualTo(200);
      assertThat(page.url()).endsWith("/sign-in.xhtml?return=%2Ftickets.xhtml");
      assertThat(page.locator("[id$='username']")).hasValue("");
    }
    signIn(page, "support", portal.password("support"));
    page.waitForURL("**/tickets.xhtml");
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void aSignInPageWhoseSessionIsOverComesAfresh() {
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    page.navigate(portal.url + "/sign-in.xhtml");
    page.context().clearCookies();
    Response answer = answerToSignIn(page, "support", portal.password("support"));
    assertThat(answer.status()).isEqualTo(200);
    signIn(page, "support", portal.password("support"));
    page.waitForURL("**/home.xhtml");
  }

  @Test
  void aPageWhoseViewIsOverComesAfreshAndOneWhoseSessionIsOverLeadsToTheSignInPage() {
    Page page = portal.signedIn("support");
    APIResponse answer = post(page, "/home.xhtml", false);
    assertThat(answer.url()).endsWith("/home.xhtml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(post(page, "/home.xhtml", true).text()).contains("<redirect url=\"/home.xhtml");

    page.context().clearCookies();
    answer = post(page, "/home.xhtml", false);
    assertThat(answer.url()).contains("/sign-in.xhtml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(post(page, "/home.xhtml", true).text()).contains("<redirect url=\"/sign-in.xhtml");
  }

  @Test
  void aMissingPageIsToldInTheHousesWordsWhateverTheRequest() {
    Page page = portal.signedIn("support");
    for (String missing : List.of("/no-such-page.xhtml", "/no-such-thing", "/error/missing")) {
      Response answer = page.navigate(portal.url + missing);
      assertThat(answer.status()).as(missing).isEqualTo(404);
      assertThat(page.locator("h1")).hasText("Nothing here");
      assertThat(answer.headerValue("content-security-policy"))
          .contains("script-src 'self'")
          .doesNotContain("script-src 'self' 'unsafe-inline'");
      assertThat(answer.headerValue("x-frame-options")).isEqualTo("DENY");
    }
    portal.picture(page, "missing");
    for (boolean ajax : new boolean[] {false, true}) {
      APIResponse answer = post(page, "/no-such-page.xhtml", ajax);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).contains("<h1>Nothing here</h1>");
    }
  }

  /** As a form of a page that the server does not know any more. */
  private static APIResponse post(Page page, String path, boolean ajax) {
    RequestOptions options =
        RequestOptions.create()
            .setForm(
                FormData.create()
                    .set("jakarta.faces.ViewState", "1:1")
                    .set("primefaces.nonce", "bm90IGEgbm9uY2U="));
    if (ajax) {
      options.setHeader("Faces-Request", "partial/ajax");
    }
    return page.request().post(portal.url + path, options);
  }

  private static void signIn(Page page, String user, String password) {
    page.fill("[id$='username']", user);
    page.fill("[id$='password']", password);
    page.click("[id$='submit']");
  }

  /** The page that is there after the form was sent, once it is loaded. */
  private static Response answerToSignIn(Page page, String user, String password) {
    AtomicBoolean loaded = new AtomicBoolean();
    Consumer<Page> listener = any -> loaded.set(true);
    page.onLoad(listener);
    Response answer =
        page.waitForResponse(
            response -> response.request().isNavigationRequest() && response.status() / 100 != 3,
            () -> signIn(page, user, password));
    page.waitForCondition(loaded::get);
    page.offLoad(listener);
    return answer;
  }

  /** Well made, and of no page. */
  private static String aNonce() {
    return Base64.getEncoder()
        .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
  }
}
