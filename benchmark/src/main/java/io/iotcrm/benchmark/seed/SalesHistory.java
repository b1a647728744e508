package io.iotcrm.benchmark.seed;

import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.shop.DemoShop;
import io.iotcrm.benchmark.shop.PastDeals;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A year of deals before today; each has a key of its own, so that a second run adds nothing. */
final class SalesHistory {
  private final ApiClient api;
  private final PrintWriter out;

  SalesHistory(ApiClient api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  void load(Collection accounts, String owner) {
    List<PastDeals.PastDeal> deals = PastDeals.before(Instant.now().truncatedTo(ChronoUnit.DAYS));
    for (PastDeals.PastDeal deal : deals) {
      api.post("deals/past", body(deal, accounts, owner), null);
    }
    out.printf("  %-17s %d%n", "deals", deals.size());
    out.flush();
  }

  private static Map<String, Object> body(
      PastDeals.PastDeal deal, Collection accounts, String owner) {
    List<DemoShop.Account> all = DemoShop.accounts();
    Map<String, Object> body =
        Seeder.body(
            "key",
            deal.key(),
            "name",
            deal.name(),
            "accountId",
            accounts.id(all.get(deal.account() % all.size()).name()),
            "amount",
            deal.amount(),
            "currency",
            "EUR",
            "closeOn",
            deal.closeOn().toString(),
            "source",
            deal.source(),
            "ownerUsername",
            owner,
            "way",
            deal.way().stream()
                .map(step -> Seeder.body("stage", step.stage(), "at", step.at().toString()))
                .toList());
    if (deal.lostReason() != null) {
      body.put("lostReason", deal.lostReason());
    }
    if (deal.competitor() != null) {
      body.put("competitor", deal.competitor());
    }
    return body;
  }
}
