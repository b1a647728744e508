package io.iotcrm.ear.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The portal at work: what one sees, what moves by itself, what a role may not see. */
class PortalIT {
  /** What the product promises between a reading and the open page. */
  private static final Duration PROMISE = Duration.ofSeconds(2);

  /** For a machine that other tests keep busy; how long it really took is printed. */
  private static final double PATIENCE_MILLIS = 15_000;

  @RegisterExtension static final Portal portal = new Portal();
  private static ShopWithCustomer shop;

  @BeforeAll
  static void openTheShop() {
    shop = new ShopWithCustomer(portal);
  }

  @Test
  void signingInOpensTheHomePageWithLiveCounts() {
    Page page = portal.window(1440, 900, ColorScheme.LIGHT);
    page.navigate(portal.url + "/home.xhtml");
    portal.picture(page, "sign-in");
    Page home = portal.signedIn("support");
    assertThat(home.locator("h1")).hasText("Home");
    for (String count : List.of("devices", "readings", "alarms", "tickets", "tasks", "commands")) {
      assertThat(home.locator("#count-" + count)).hasText(java.util.regex.Pattern.compile("\\d+"));
    }
    portal.picture(home, "home");
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void aCustomersPageShowsWhoTheyAreTheirDevicesTimelineTicketsAndOffers() {
    shop.customerDwells(5);
    Page page = portal.signedIn("support");
    portal.openLive(page, "contact.xhtml?id=" + shop.contact);

    assertThat(page.locator("h1")).containsText("Anna <b>" + shop.tag + "</b> Test");
    assertThat(page.locator("#timeline")).isVisible();
    assertThat(page.locator("#tickets")).isVisible();
    assertThat(page.locator("#offers")).isVisible();
    Locator chart = page.locator("figure[data-key='dwell'] svg");
    assertThat(chart).isVisible();
    String before = chart.getAttribute("aria-label");
    shop.customerDwells(7);
    assertThat(page.locator("figure[data-key='dwell'] .now"))
        .containsText("7", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(chart.getAttribute("aria-label")).isNotEqualTo(before);
    portal.picture(page, "contact");
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void aWarmFridgeShowsAlarmTicketTaskAndCommandOnTheOpenPages() {
    shop.fridgeReports(4);
    Page home = portal.signedIn("support");
    portal.openLive(home, "home.xhtml");
    Page account = home.context().newPage();
    portal.openLive(account, "account.xhtml?id=" + shop.account);
    Page thermostat = home.context().newPage();
    portal.openLive(thermostat, "device.xhtml?id=" + shop.thermostat);

    Instant start = Instant.now();
    shop.fridgeReports(12.5);
    appears(account.locator("#alarms li", containing(shop.fridge)), start, "alarm");
    appears(account.locator("#tickets li", containing(shop.fridge)), start, "ticket");
    appears(account.locator("#tasks li", containing(shop.fridge)), start, "task");
    appears(home.locator("#alarms li", containing(shop.fridge)), start, "alarm on the home page");
    appears(thermostat.locator("#commands li", containing("setTarget")), start, "command");
    portal.picture(account, "account-after-the-fridge-warmed-up");

    account.locator("#tickets a", containing(shop.fridge)).click();
    assertThat(account.locator("h1")).containsText("is too warm");
    assertThat(account.locator("figure[data-key='temperature'] .limit")).isAttached();
    assertThat(account.locator("#commands li")).containsText("setTarget");
    account.fill("[id='say:comment']", "Door stood open <script>alert(1)</script>");
    account.click("text=Add comment");
    assertThat(account.locator("#comments")).containsText("<script>alert(1)</script>");
    assertThat(account.locator("[id='say:comment']")).hasValue("");
    portal.picture(account, "ticket");

    shop.fridgeReports(3);
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void twoPeopleOnOneTicketTheSecondIsToldAndNothingIsOverwritten() {
    String ticket =
        portal
            .api("admin")
            .post("/tickets", "{\"subject\":\"Stale edit %s\"}".formatted(shop.tag))
            .ok()
            .get("id")
            .asText();
    Page first = portal.signedIn("support");
    Page second = portal.signedIn("admin");
    first.navigate(portal.url + "/ticket.xhtml?id=" + ticket);
    second.navigate(portal.url + "/ticket.xhtml?id=" + ticket);
    first.selectOption("[id='work:priority']", "URGENT");
    first.click("[id='work'] >> text=Save");
    assertThat(first.locator("#messages")).containsText("saved");

    second.selectOption("[id='work:priority']", "LOW");
    second.click("[id='work'] >> text=Save");
    assertThat(second.locator("#messages")).containsText("Somebody else changed this");
    assertThat(second.locator("[id='work:priority']")).hasValue("URGENT");
    portal.picture(second, "stale-edit");
  }

  @Test
  void aRoleSeesOnlyItsPagesAndTheAddressOfAnotherIsRefused() {
    Page privacy = portal.signedIn("privacy");
    assertThat(privacy.locator(".nav a", containing("Customers"))).isVisible();
    assertThat(privacy.locator(".nav a", containing("Rules"))).hasCount(0);
    assertThat(privacy.locator(".nav a", containing("System"))).hasCount(0);
    Response refused = privacy.navigate(portal.url + "/system.xhtml");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(privacy.locator("h1")).hasText("Not for your role");
    portal.picture(privacy, "forbidden");
    assertThat(privacy.navigate(portal.url + "/contact.xhtml?id=no-such-id").status())
        .isEqualTo(404);
  }

  @Test
  void everyPageOpensForTheAdministratorOnPhoneAndDeskInBothThemes() {
    List<String> pages =
        List.of(
            "home",
            "customers",
            "account?id=" + shop.account,
            "timeline?account=" + shop.account,
            "editaccount?id=" + shop.account,
            "editcontact",
            "duplicates",
            "leads",
            "lead",
            "search?q=Grocer",
            "tickets",
            "queues",
            "macros",
            "tasks",
            "devices",
            "alarms",
            "jobs",
            "exports",
            "telemetryimport",
            "rules",
            "rule",
            "profiles",
            "profile?id=" + shop.profile,
            "mapping?id=" + shop.profile,
            "newdevice",
            "deviceimport",
            "claim",
            "device?id=" + shop.fridge,
            "alarm?id=" + shop.alarm(),
            "job?id=" + shop.job(),
            "sales",
            "board",
            "salesforecast",
            "winloss",
            "pipelines",
            "myday",
            "deals",
            "deal",
            "deal?account=" + shop.account,
            "campaigns",
            "items",
            "forecasts",
            "recommender",
            "hubspot",
            "system",
            "failures",
            "webhooks",
            "tokens",
            "users",
            "audit",
            "permissions",
            "teams",
            "customfields",
            "servicelevels",
            "calendar",
            "myaccount");
    List<String> faults = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {390, 1440}) {
        Page page = portal.signedIn("admin", width, 900, scheme);
        for (String name : pages) {
          Response response =
              page.navigate(portal.url + "/" + name.replaceFirst("(\\?|$)", ".xhtml$1"));
          assertThat(response.status()).as(name).isEqualTo(200);
          Object overflow =
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
          assertThat(overflow).as("%s at %d px is as wide as the window", name, width).isEqualTo(0);
          String file = name.replaceAll("\\?(id=.*)?", "-").replaceAll("=.*|-$", "");
          portal.picture(page, "%s-%d-%s".formatted(file, width, scheme).toLowerCase());
          if (width == 1440) {
            for (String fault : Accessibility.seriousFaults(page)) {
              faults.add("%s, %s: %s".formatted(name, scheme, fault));
            }
          }
        }
        page.context().close();
      }
    }
    assertThat(faults).isEmpty();
    assertThat(portal.complaints).isEmpty();
  }

  @Test
  void afterSigningOutThePagesAreClosedAgain() {
    Page page = portal.signedIn("support");
    page.click("#sign-out");
    page.waitForURL("**/sign-in.xhtml*");
    page.navigate(portal.url + "/home.xhtml");
    assertThat(page.locator("[id$='password']")).isVisible();
  }

  private static void appears(Locator what, Instant start, String name) {
    assertThat(what.first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    tell(name, start);
  }

  private static void tell(String what, Instant start) {
    long millis = Duration.between(start, Instant.now()).toMillis();
    System.getLogger(PortalIT.class.getName())
        .log(
            System.Logger.Level.INFO,
            "%s on the open page after %d ms%s"
                .formatted(
                    what, millis, millis > PROMISE.toMillis() ? ", later than promised" : ""));
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
