package io.iotcrm.benchmark.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.shop.Catalogue;
import io.iotcrm.benchmark.shop.People.Person;
import io.iotcrm.benchmark.shop.Tastes;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Half a year of purchases before today, sent in bulk. */
final class PurchaseHistory {
  private static final int BULK = 1_000;
  private static final int DAYS = 180;

  private final ApiClient api;
  private final PrintWriter out;

  PurchaseHistory(ApiClient api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /** Each purchase carries a key of its own, so that a second run adds nothing. */
  void load(Collection contacts, List<Person> people, int count) {
    List<Tastes.Purchase> purchases = new Tastes().purchases(people.size(), count);
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    List<Map<String, Object>> bulk = new ArrayList<>(BULK);
    int recorded = 0;
    int withoutConsent = 0;
    for (int i = 0; i < purchases.size(); i++) {
      Tastes.Purchase purchase = purchases.get(i);
      bulk.add(
          Seeder.body(
              "contactId",
              contacts.id(people.get(purchase.shopper()).externalId()),
              "sku",
              Catalogue.items().get(purchase.item()).sku(),
              "kind",
              "PURCHASE",
              "at",
              at(today, purchase.basket()).toString(),
              "idempotencyKey",
              "demo-purchase-" + i));
      if (bulk.size() == BULK || i == purchases.size() - 1) {
        JsonNode answer =
            api.post("interactions", Seeder.body("items", bulk), UUID.randomUUID().toString());
        if (!answer.path("refused").isEmpty()) {
          throw new CommandFailure("a purchase was refused: " + answer.path("refused").get(0));
        }
        recorded += answer.path("recorded").asInt();
        withoutConsent += answer.path("withoutConsent").asInt();
        bulk.clear();
      }
    }
    out.printf(
        "  %-17s %d (%d new; %d of customers who do not agree to profiling were left out)%n",
        "purchases", purchases.size(), recorded, withoutConsent);
    out.flush();
  }

  /** Some day of the last half year, in the opening hours; the same for the same basket. */
  static Instant at(Instant today, int basket) {
    SplittableRandom random = new SplittableRandom(basket * 977L + 5);
    long day = 1 + random.nextInt(DAYS);
    long second = 8 * 3_600 + random.nextInt(14 * 3_600);
    return today.minus(day, ChronoUnit.DAYS).plusSeconds(second);
  }
}
