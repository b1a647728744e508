package io.iotcrm.benchmark.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.benchmark.shop.Tastes.Purchase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TastesTest {
  private static final int SHOPPERS = 200;
  private final Tastes tastes = new Tastes();
  private final List<Purchase> purchases = tastes.purchases(SHOPPERS, 6_000);

  @Test
  void givesTheSamePurchasesEachTime() {
    assertThat(new Tastes().purchases(SHOPPERS, 6_000)).isEqualTo(purchases);
  }

  @Test
  void givesAsManyPurchasesAsWereAskedForToEverybody() {
    assertThat(purchases).hasSize(6_000);
    assertThat(purchases.stream().map(Purchase::shopper).distinct()).hasSize(SHOPPERS);
  }

  @Test
  void aBasketHoldsAnItemOnce() {
    Set<String> seen = new HashSet<>();
    assertThat(purchases).allMatch(one -> seen.add(one.basket() + "/" + one.item()));
  }

  @Test
  void someItemsSellMuchBetterThanOthers() {
    List<Long> sold = counts(purchases).values().stream().sorted().toList();
    assertThat(sold.get(sold.size() - 1)).isGreaterThan(5 * sold.get(sold.size() / 2));
  }

  @Test
  void shoppersBuyMostlyWhatTheirGroupLikes() {
    long liked =
        purchases.stream()
            .filter(
                one ->
                    tastes
                        .favouriteZones(one.shopper())
                        .contains(Catalogue.items().get(one.item()).shelf()))
            .count();
    assertThat(liked / (double) purchases.size()).isBetween(0.45, 0.9);
  }

  /** Without this a recommender could do no better than the list of best sellers. */
  @Test
  void aShoppersPastSaysMoreAboutTheFutureThanPopularityDoes() {
    Map<Integer, Map<Integer, Long>> byGroup = new HashMap<>();
    List<Purchase> past = purchases.stream().filter(one -> one.basket() % 5 != 0).toList();
    List<Purchase> future = purchases.stream().filter(one -> one.basket() % 5 == 0).toList();
    for (int group = 0; group < Tastes.GROUPS; group++) {
      int wanted = group;
      byGroup.put(
          group,
          counts(past.stream().filter(one -> tastes.mainGroup(one.shopper()) == wanted).toList()));
    }
    Map<Integer, Long> popular = counts(past);
    double byPopularity = hits(future, shopper -> popular);
    double byTaste = hits(future, shopper -> byGroup.get(tastes.mainGroup(shopper)));
    assertThat(byTaste).isGreaterThan(1.5 * byPopularity);
  }

  private static double hits(
      List<Purchase> future, java.util.function.IntFunction<Map<Integer, Long>> ranking) {
    return future.stream()
            .filter(one -> best(ranking.apply(one.shopper()), 20).contains(one.item()))
            .count()
        / (double) future.size();
  }

  private static Set<Integer> best(Map<Integer, Long> counts, int n) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .limit(n)
        .map(Map.Entry::getKey)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Map<Integer, Long> counts(List<Purchase> purchases) {
    Map<Integer, Long> counts = new HashMap<>();
    purchases.forEach(one -> counts.merge(one.item(), 1L, Long::sum));
    return counts;
  }
}
