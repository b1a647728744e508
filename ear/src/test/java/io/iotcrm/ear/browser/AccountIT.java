package io.iotcrm.ear.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.iotcrm.domain.security.Totp;
import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.ApiClient.Answer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person's way from the first link to the second factor, and out again. */
class AccountIT {
  private static final String PASSWORD = "four words of my own";

  @RegisterExtension static final Portal portal = new Portal();

  @Test
  void aNewPersonChoosesAPasswordEnrolsAndIsSignedOutByTheAdministrator() {
    String name = "it" + Long.toString(System.nanoTime(), 36);
    JsonNode created =
        portal
            .api("admin")
            .post(
                "/users",
                "{\"username\":\"%s\",\"displayName\":\"Ita\",\"groups\":[\"support\"]}"
                    .formatted(name))
            .ok();
    String id = created.get("user").get("id").asText();
    String link = created.get("link").asText();

    choosePassword(link, name);
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    enterPassword(page, name);
    page.waitForURL("**/home.xhtml");
    List<String> codes = enrol(page);
    Answer basic = new ApiClient(portal.url + "/api/v1", name, PASSWORD).get("/tickets");
    assertThat(basic.status()).isEqualTo(401);
    assertThat(basic.json().get("type").asText()).endsWith(":second-factor-required");

    Page second = portal.window(390, 800, ColorScheme.LIGHT);
    enterPassword(second, name);
    second.waitForURL("**/second-factor.xhtml*");
    portal.picture(second, "second-factor");
    second.navigate(portal.url + "/home.xhtml");
    assertThat(second.locator("[id$='username']")).isVisible();
    enterPassword(second, name);
    second.fill("[id='step:code']", "000 000 0");
    second.click("[id='step:submit']");
    assertThat(second.locator("[role='alert']")).containsText("wrong");
    second.fill("[id='step:code']", codes.get(0));
    second.click("[id='step:submit']");
    second.waitForURL("**/home.xhtml");

    second.navigate(portal.url + "/myaccount.xhtml");
    assertThat(second.locator("#sessions tbody tr")).hasCount(2);
    portal.picture(second, "my-account");
    JsonNode sessions = portal.api("admin").get("/users/" + id + "/sessions").ok();
    assertThat(sessions.get("items")).hasSize(2);
    assertThat(portal.api("admin").delete("/users/" + id + "/sessions").status()).isEqualTo(204);
    for (Page open : List.of(page, second)) {
      open.navigate(portal.url + "/home.xhtml");
      assertThat(open.locator("[id$='username']")).isVisible();
    }
  }

  private static void choosePassword(String link, String name) {
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    page.navigate(link);
    assertThat(page.locator("form")).containsText(name);
    page.fill("[id='choose:password']", "short");
    page.fill("[id='choose:repeated']", "short");
    page.click("[id='choose:submit']");
    assertThat(page.locator("[role='alert']")).containsText("12 to 128");
    page.fill("[id='choose:password']", PASSWORD);
    page.fill("[id='choose:repeated']", PASSWORD);
    page.click("[id='choose:submit']");
    assertThat(page.locator("[role='alert']")).containsText("set");
    page.navigate(link);
    assertThat(page.locator("[id='choose:password']")).hasCount(0);
  }

  private static void enterPassword(Page page, String name) {
    page.navigate(portal.url + "/sign-in.xhtml");
    page.fill("[id$='username']", name);
    page.fill("[id$='password']", PASSWORD);
    page.click("[id$='submit']");
  }

  /** With the codes of an app that this test stands in for. */
  private static List<String> enrol(Page page) {
    page.navigate(portal.url + "/myaccount.xhtml");
    page.fill("[id='decide:factorPassword']", "not the password");
    page.click("text=Set up");
    assertThat(page.locator("#messages")).containsText("not your password");
    page.fill("[id='decide:factorPassword']", PASSWORD);
    page.click("text=Set up");
    assertThat(page.locator("svg.qr")).isVisible();
    byte[] secret = fromBase32(page.locator("#secret").textContent());
    page.fill("[id='confirm:code']", Totp.code(secret, Instant.now()));
    page.click("text=Confirm");
    Locator codes = page.locator("#recovery-codes code");
    assertThat(codes).hasCount(10);
    portal.picture(page, "recovery-codes");
    return codes.allTextContents();
  }

  private static byte[] fromBase32(String text) {
    BigInteger number = BigInteger.ZERO;
    for (char c : text.toCharArray()) {
      int digit = c >= 'A' ? c - 'A' : c - '2' + 26;
      number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    byte[] bytes = number.toByteArray();
    byte[] secret = new byte[20];
    byte[] digits = bytes.length > 20 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    System.arraycopy(digits, 0, secret, 20 - digits.length, digits.length);
    return secret;
  }
}
