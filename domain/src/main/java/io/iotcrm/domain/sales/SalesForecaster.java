package io.iotcrm.domain.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Forecasts what will be won in each month, as of a moment.
 *
 * <p>By stage: an open deal counts with its amount times its stage's probability, in the month in
 * which it is expected to close.
 *
 * <p>By history: it counts in each month with its amount times the probability that a deal which
 * has been in this stage for so long is won in that month ({@link WinCurve}). Where few deals were
 * seen so long in the stage, the stage's own forecast is mixed in: with n deals seen the
 * probability is {@code (n * measured + 10 * p) / (n + 10)}, p being the stage's probability in the
 * expected month and 0 in any other. Deals that do not exist yet are in neither.
 */
public final class SalesForecaster {
  /** So many seen deals weigh as much as the stage's own probability. */
  static final int PRIOR_DEALS = 10;

  private final Map<UUID, Terms> stages;
  private final int months;

  /**
   * @param probability in percent
   */
  public record Terms(int probability, ForecastCategory category) {}

  /** What cells are told apart by. */
  private record Key(
      UUID pipelineId, UUID ownerId, String team, String currency, LocalDate month) {}

  /**
   * @param stages those that deals are in or were in
   * @param months how many months are forecast, the running one included; at least 1
   */
  public SalesForecaster(Map<UUID, Terms> stages, int months) {
    this.stages = Map.copyOf(stages);
    this.months = months;
  }

  /** The first day of the month of a moment, in UTC. */
  public static LocalDate monthOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC).withDayOfMonth(1);
  }

  /** When a month begins, in UTC. */
  public static Instant beginOf(LocalDate month) {
    return month.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * @param now open deals as they are; those of the past as {@link SalesHistory#at} gives them
   * @return cells of the running month and later, of past months (only what was won), and of no
   *     month
   */
  public List<ForecastCell> forecast(SalesHistory history, List<DealStay> now, Instant moment) {
    Map<Key, ForecastCell> cells = new HashMap<>();
    for (DealStay closing : history.closings(moment)) {
      if (closing.kind() == StageKind.WON && closing.amount() != null) {
        double amount = closing.amount().doubleValue();
        add(cells, cell(closing, monthOf(closing.at()), 0, amount, 0, 0, 0, 0, 0));
      }
    }
    Map<UUID, WinCurve> curves = history.curves(moment);
    for (DealStay deal : now) {
      if (!deal.kind().isClosed() && deal.amount() != null) {
        open(cells, deal, curves.get(deal.stageId()), moment);
      }
    }
    return new ArrayList<>(cells.values());
  }

  private void open(Map<Key, ForecastCell> cells, DealStay deal, WinCurve curve, Instant moment) {
    Terms terms = stages.getOrDefault(deal.stageId(), new Terms(0, ForecastCategory.PIPELINE));
    LocalDate first = monthOf(moment);
    LocalDate expected = expected(deal, first);
    double amount = deal.amount().doubleValue();
    boolean commit = terms.category() == ForecastCategory.COMMIT;
    boolean best = terms.category() == ForecastCategory.BEST_CASE;
    add(
        cells,
        cell(
            deal,
            expected,
            1,
            0,
            commit ? amount : 0,
            best ? amount : 0,
            commit || best ? 0 : amount,
            amount * terms.probability() / 100,
            0));
    double age = SalesHistory.days(deal.at(), moment);
    int seen = curve == null ? 0 : curve.atRisk(age);
    for (int i = 0; i < months; i++) {
      LocalDate month = first.plusMonths(i);
      double prior = month.equals(expected) ? terms.probability() / 100.0 : 0;
      double measured = seen == 0 ? 0 : measured(deal, curve, age, month, moment);
      double probability = (seen * measured + PRIOR_DEALS * prior) / (seen + PRIOR_DEALS);
      if (probability > 0) {
        add(cells, cell(deal, month, 0, 0, 0, 0, 0, 0, amount * probability));
      }
    }
  }

  private static double measured(
      DealStay deal, WinCurve curve, double age, LocalDate month, Instant moment) {
    Instant begin = beginOf(month).isBefore(moment) ? moment : beginOf(month);
    double from = age + SalesHistory.days(moment, begin);
    double to = age + SalesHistory.days(moment, beginOf(month.plusMonths(1)));
    return curve.winBetween(age, from, to);
  }

  /** Null for a deal without a close date. */
  private static LocalDate expected(DealStay deal, LocalDate first) {
    if (deal.closeOn() == null) {
      return null;
    }
    LocalDate month = deal.closeOn().withDayOfMonth(1);
    return month.isBefore(first) ? first : month;
  }

  private static ForecastCell cell(
      DealStay deal,
      LocalDate month,
      int deals,
      double won,
      double committed,
      double bestCase,
      double pipeline,
      double weighted,
      double history) {
    return new ForecastCell(
        deal.pipelineId(),
        deal.ownerId(),
        deal.team(),
        deal.currency(),
        month,
        deals,
        won,
        committed,
        bestCase,
        pipeline,
        weighted,
        history);
  }

  private static void add(Map<Key, ForecastCell> cells, ForecastCell cell) {
    cells.merge(
        new Key(cell.pipelineId(), cell.ownerId(), cell.team(), cell.currency(), cell.month()),
        cell,
        ForecastCell::plus);
  }
}
