package io.iotcrm.benchmark.shop;

import io.iotcrm.benchmark.shop.Catalogue.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Who buys what, and why: the structure that a recommender can find in the purchases.
 *
 * <p>Three forces choose an item: the shopper's mixture of two of eight taste groups (a group
 * favours a few shelves and, on them, a few products), the item's popularity (Zipf), and what is
 * already in the basket (every item has two companions that are bought with it).
 */
public final class Tastes {
  /** One purchase of one item. */
  public record Purchase(int shopper, int item, int basket) {}

  /** The groups; a shopper belongs mostly to one. */
  public static final int GROUPS = 8;

  private static final double COMPANION = 0.35;
  private static final List<Map<String, Double>> SHELVES =
      List.of(
          Map.of("coffee", 6.0, "sweets", 2.5, "bakery", 2.0),
          Map.of("tea", 6.0, "bakery", 2.0, "sweets", 2.0),
          Map.of("vegetables", 5.0, "fruit", 4.0, "tea", 1.5),
          Map.of("meat", 6.0, "drinks", 4.0, "snacks", 2.0),
          Map.of("dairy", 4.0, "bakery", 4.0, "fruit", 3.0, "household", 2.5),
          Map.of("fish", 6.0, "vegetables", 2.5, "bakery", 1.5),
          Map.of("snacks", 5.0, "sweets", 3.0, "drinks", 4.0),
          Map.of("fruit", 3.0, "snacks", 3.0, "dairy", 3.0, "fish", 2.0));

  private final double[][] cumulative;
  private final int[][] companions;
  private final int items;

  public Tastes() {
    List<Item> catalogue = Catalogue.items();
    this.items = catalogue.size();
    RandomGenerator random = new SplittableRandom(7);
    double[] popularity = popularity(items, random);
    this.companions = new int[items][];
    this.cumulative = new double[GROUPS][items];
    for (int group = 0; group < GROUPS; group++) {
      double sum = 0;
      for (Item item : catalogue) {
        double shelf = SHELVES.get(group).getOrDefault(item.shelf(), 0.15);
        double favourite = random.nextDouble() < 0.25 ? 4 : 0.6;
        sum += popularity[item.index()] * shelf * favourite;
        cumulative[group][item.index()] = sum;
      }
    }
    for (int item = 0; item < items; item++) {
      int near = item / 20 * 20 + random.nextInt(20);
      companions[item] = new int[] {near, random.nextInt(items)};
    }
  }

  /** The zones of a shopper's main group, most liked first: where this shopper lingers. */
  public List<String> favouriteZones(int shopper) {
    Map<String, Double> liked = SHELVES.get(mainGroup(shopper));
    return liked.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The group to which a shopper belongs mostly. */
  public int mainGroup(int shopper) {
    return shopperRandom(shopper).nextInt(GROUPS);
  }

  /**
   * Purchases of all shoppers; equal arguments give equal purchases.
   *
   * @param shoppers how many there are
   * @param count the number of purchases in all, spread unevenly: some shop often
   */
  public List<Purchase> purchases(int shoppers, int count) {
    double[] activity = new double[shoppers];
    double sum = 0;
    for (int shopper = 0; shopper < shoppers; shopper++) {
      activity[shopper] = 0.3 + -Math.log(1 - shopperRandom(shopper, 1).nextDouble());
      sum += activity[shopper];
    }
    List<Purchase> purchases = new ArrayList<>(count);
    int basket = 0;
    double owed = 0;
    for (int shopper = 0; shopper < shoppers; shopper++) {
      owed += count * activity[shopper] / sum;
      RandomGenerator random = shopperRandom(shopper, 2);
      while (purchases.size() < Math.round(owed)) {
        int size = Math.min(1 + random.nextInt(8), (int) Math.round(owed) - purchases.size());
        for (int item : basket(shopper, size, random)) {
          purchases.add(new Purchase(shopper, item, basket));
        }
        basket++;
      }
    }
    return List.copyOf(purchases);
  }

  private Iterable<Integer> basket(int shopper, int size, RandomGenerator random) {
    int main = mainGroup(shopper);
    int second = (main + 1 + shopperRandom(shopper, 3).nextInt(GROUPS - 1)) % GROUPS;
    Map<Integer, Boolean> chosen = new LinkedHashMap<>();
    Integer last = null;
    while (chosen.size() < size) {
      int item;
      if (last != null && random.nextDouble() < COMPANION) {
        item = companions[last][random.nextInt(2)];
      } else {
        item = draw(cumulative[random.nextDouble() < 0.75 ? main : second], random);
      }
      last = chosen.putIfAbsent(item, true) == null ? item : null;
    }
    return chosen.keySet();
  }

  private static int draw(double[] cumulative, RandomGenerator random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] popularity(int items, RandomGenerator random) {
    int[] rank = new int[items];
    for (int i = 0; i < items; i++) {
      int other = random.nextInt(i + 1);
      rank[i] = rank[other];
      rank[other] = i;
    }
    double[] popularity = new double[items];
    for (int i = 0; i < items; i++) {
      popularity[i] = 1 / Math.pow(rank[i] + 3, 0.7);
    }
    return popularity;
  }

  private static RandomGenerator shopperRandom(int shopper) {
    return shopperRandom(shopper, 0);
  }

  private static RandomGenerator shopperRandom(int shopper, int purpose) {
    return new SplittableRandom(shopper * 31L + purpose * 1_000_003L + 17);
  }
}
