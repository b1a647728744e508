package io.iotcrm.ear.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.iotcrm.ear.cluster.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buyers, a model trained on them, and a customer whose offers change while one looks. */
class PortalOffersIT {
  private static final int BUYERS = 24;
  @RegisterExtension static final Portal portal = new Portal();
  private static ShopWithCustomer shop;
  private static ApiClient admin;

  @BeforeAll
  static void trainOnBuyers() {
    shop = new ShopWithCustomer(portal);
    admin = portal.api("admin");
    int coffees = shop.itemsOnShelf.size();
    for (int i = 0; i < coffees; i++) {
      item("F-%s-%d".formatted(shop.tag, i), "Filter %s no. %d".formatted(shop.tag, i));
      item("T-%s-%d".formatted(shop.tag, i), "Tea %s no. %d".formatted(shop.tag, i));
    }
    List<String> purchases = new ArrayList<>();
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      String contact = buyer(buyer);
      // Who buys coffee buys filters; who buys tea buys more tea.
      String[] skus =
          buyer % 2 == 0 ? new String[] {"C", "F", "C", "F"} : new String[] {"T", "T", "T", "T"};
      for (int n = 0; n < skus.length; n++) {
        purchases.add(
            "{\"contactId\":\"%s\",\"sku\":\"%s-%s-%d\",\"kind\":\"PURCHASE\"}"
                .formatted(contact, skus[n], shop.tag, (buyer / 2 + n / 2) % coffees));
      }
    }
    // The customer of the test has bought tea so far.
    purchases.add(
        "{\"contactId\":\"%s\",\"sku\":\"T-%s-0\",\"kind\":\"PURCHASE\"}"
            .formatted(shop.contact, shop.tag));
    admin.post("/interactions", "{\"items\":[%s]}".formatted(String.join(",", purchases))).ok();
    train();
  }

  private static void item(String sku, String name) {
    admin
        .post(
            "/items",
            """
            {"sku":"%s","name":"%s","category":"hot drinks","shelf":"%s-else","inStock":true}"""
                .formatted(sku, name, shop.shelf))
        .ok();
  }

  private static String buyer(int number) {
    return admin
        .post(
            "/contacts",
            """
            {"firstName":"Buyer","lastName":"No. %1$d of %2$s","email":"buyer%1$d.%2$s@example.com",
             "consents":{"profiling":true,"marketing":true,"sharing":false}}"""
                .formatted(number, shop.tag))
        .ok()
        .get("id")
        .asText();
  }

  /** Has a model trained, offers chosen and the export done, wherever in the cluster. */
  private static void train() {
    String run = admin.post("/recommender/runs", "").ok().get("runId").asText();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode latest = admin.get("/recommender").ok();
              assertThat(latest.get("runId").asText()).isGreaterThanOrEqualTo(run);
              assertThat(latest.get("state").asText()).as(latest.toString()).isEqualTo("COMPLETED");
            });
  }

  @Test
  void aDwellAtAShelfChangesTheOffersOnTheOpenPage() {
    Page page = portal.signedIn("sales");
    portal.openLive(page, "contact.xhtml?id=" + shop.contact);
    Locator offers = page.locator("#offers li.offer");
    offers.first().waitFor();
    assertThat(page.locator("#offers .reason").allInnerTexts())
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason).isNotBlank());
    String before = page.locator("#offers").innerText();
    portal.picture(page, "offers-before-a-dwell");

    Instant start = Instant.now();
    shop.customerDwells(45);

    page.waitForFunction(
        "before => document.querySelector('#offers').innerText !== before",
        before,
        new Page.WaitForFunctionOptions().setTimeout(10_000));
    System.getLogger(PortalOffersIT.class.getName())
        .log(
            System.Logger.Level.INFO,
            "other offers on the open page after {0} ms",
            Duration.between(start, Instant.now()).toMillis());
    assertThat(offers.allInnerTexts())
        .as("who stands before the coffee is offered what coffee drinkers buy")
        .anySatisfy(offer -> assertThat(offer).containsPattern("Coffee|Filter"));
    portal.picture(page, "offers-after-a-dwell");
    assertThat(portal.complaints).isEmpty();
  }
}
