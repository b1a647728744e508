package io.iotcrm.benchmark.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the demo's sales people worked on in the year before a day: deals that went from stage to
 * stage, were won or lost, or are still open. The same day gives the same deals.
 */
public final class PastDeals {
  private static final int DEALS = 180;
  private static final int DAYS = 365;
  private static final List<String> THINGS =
      List.of(
          "Fridge monitoring",
          "Cold store retrofit",
          "People counters",
          "Beacon shelf offers",
          "Service contract",
          "Thermostat roll-out",
          "Second site",
          "Contract renewal");
  private static final List<String> SOURCES =
      List.of("referral", "web", "device", "trade fair", "existing customer");
  private static final List<String> REASONS =
      List.of("Price", "Competitor", "No budget", "No decision", "Bad timing", "No answer");
  private static final List<String> COMPETITORS = List.of("Polar Sense", "CoolTrack", "Nordlog");

  private PastDeals() {}

  /** A coming to a stage, by the stage's key in the default pipeline. */
  public record Step(String stage, Instant at) {}

  /**
   * One deal.
   *
   * @param account an index, to be taken modulo the number of accounts
   * @param lostReason null unless it was lost
   * @param competitor null unless it was lost to one
   */
  public record PastDeal(
      String key,
      String name,
      int account,
      int amount,
      LocalDate closeOn,
      String source,
      List<Step> way,
      String lostReason,
      String competitor) {}

  /** All of them; nothing of them is later than the day's beginning. */
  public static List<PastDeal> before(Instant today) {
    List<PastDeal> deals = new ArrayList<>();
    for (int i = 0; i < DEALS; i++) {
      deals.add(deal(i, today));
    }
    return List.copyOf(deals);
  }

  private static PastDeal deal(int index, Instant today) {
    SplittableRandom random = new SplittableRandom(index * 7_919L + 11);
    Instant at =
        today
            .minus(1 + random.nextInt(DAYS), ChronoUnit.DAYS)
            .plusSeconds(7 * 3_600 + random.nextInt(9 * 3_600));
    Instant opened = at.isBefore(today) ? at : today.minusSeconds(3_600);
    List<Step> way = new ArrayList<>();
    way.add(new Step("NEW", opened));
    walk(way, opened, random);
    way.removeIf(step -> !step.at().isBefore(today));
    boolean lost = way.get(way.size() - 1).stage().equals("LOST");
    String reason = lost ? REASONS.get(random.nextInt(REASONS.size())) : null;
    int size = 1 + random.nextInt(12);
    LocalDate closeOn =
        LocalDate.ofInstant(opened, ZoneOffset.UTC).plusDays(30 + random.nextInt(50));
    return new PastDeal(
        "demo-deal-" + index,
        THINGS.get(random.nextInt(THINGS.size())) + " " + (index + 1),
        random.nextInt(1_000),
        size * 900 + random.nextInt(9) * 100,
        closeOn,
        SOURCES.get(random.nextInt(SOURCES.size())),
        List.copyOf(way),
        reason,
        "Competitor".equals(reason) ? COMPETITORS.get(random.nextInt(COMPETITORS.size())) : null);
  }

  /** A larger part gets further the further a deal has come; the days between are skewed. */
  private static void walk(List<Step> way, Instant opened, SplittableRandom random) {
    Instant at = opened;
    for (String[] next :
        new String[][] {{"QUALIFIED", "0.75"}, {"PROPOSED", "0.7"}, {"WON", "0.62"}}) {
      at = at.plus(2 + (long) (22 * Math.pow(random.nextDouble(), 2)), ChronoUnit.DAYS);
      at = at.plusSeconds(random.nextInt(4 * 3_600));
      if (random.nextDouble() > Double.parseDouble(next[1])) {
        way.add(new Step("LOST", at.plus(random.nextInt(10), ChronoUnit.DAYS)));
        return;
      }
      way.add(new Step(next[0], at));
    }
  }
}
