package io.iotcrm.ejb.sales;

import io.iotcrm.domain.sales.DealStay;
import io.iotcrm.domain.sales.ForecastCell;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.domain.sales.SalesForecaster;
import io.iotcrm.domain.sales.SalesHistory;
import io.iotcrm.ejb.sales.SalesForecastTable.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Keeps what was forecast at the beginning of each month. A month that was missed, or that lies
 * before the first run, is made from the deals' history as it was known then; so a run that broke
 * off is simply begun again.
 */
@ApplicationScoped
public class ForecastSnapshots {
  /** How many months are forecast, and so kept. */
  static final int AHEAD = 6;

  /** How far back snapshots are made after the fact. */
  static final int BACK = 24;

  /** So soon after a month's beginning open deals count with what they are worth now. */
  private static final Duration FRESH = Duration.ofDays(2);

  @Inject private SalesForecastTable table;

  /** For the container. */
  public ForecastSnapshots() {}

  /** For use outside a container. */
  ForecastSnapshots(SalesForecastTable table) {
    this.table = table;
  }

  /**
   * The months that have begun and have no snapshot yet, the oldest first. Months that began before
   * there was any deal have none to forecast.
   */
  List<LocalDate> missing(Instant now) throws SQLException {
    LocalDate running = SalesForecaster.monthOf(now);
    Optional<Instant> begin = table.firstStay();
    if (begin.isEmpty()) {
      return List.of();
    }
    LocalDate first = SalesForecaster.monthOf(begin.get()).plusMonths(1);
    LocalDate oldest = running.minusMonths(BACK);
    Set<LocalDate> taken = new HashSet<>(table.taken());
    return Stream.iterate(
            first.isBefore(oldest) ? oldest : first,
            month -> !month.isAfter(running),
            month -> month.plusMonths(1))
        .filter(month -> !taken.contains(month))
        .toList();
  }

  /**
   * Takes all that are missing.
   *
   * @param goOn asked before each month; false ends the run
   * @return how many were taken
   */
  int take(Instant now, BooleanSupplier goOn) throws SQLException {
    List<LocalDate> missing = missing(now);
    if (missing.isEmpty()) {
      return 0;
    }
    SalesHistory history = new SalesHistory(table.stays(Instant.EPOCH));
    SalesForecaster forecaster = new SalesForecaster(table.stages(), AHEAD);
    int taken = 0;
    for (LocalDate month : missing) {
      if (!goOn.getAsBoolean()) {
        break;
      }
      Instant begin = SalesForecaster.beginOf(month);
      List<DealStay> deals =
          begin.isAfter(now.minus(FRESH)) ? asTheyAre(history.at(begin)) : history.at(begin);
      List<ForecastCell> cells = forecaster.forecast(history, deals, begin);
      taken += table.save(month, now, snapshots(month, cells)) ? 1 : 0;
    }
    return taken;
  }

  /** Deals that are still where they were, with what they are worth now. */
  private List<DealStay> asTheyAre(List<DealStay> then) throws SQLException {
    Map<UUID, DealStay> now = new HashMap<>();
    table.open().forEach(deal -> now.put(deal.dealId(), deal));
    return then.stream()
        .map(
            stay -> {
              DealStay same = now.get(stay.dealId());
              return same == null || !same.stageId().equals(stay.stageId())
                  ? stay
                  : stay.worth(same.amount(), same.currency(), same.closeOn());
            })
        .toList();
  }

  static List<Snapshot> snapshots(LocalDate month, List<ForecastCell> cells) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (ForecastCell cell : cells) {
      if (cell.month() == null) {
        continue;
      }
      if (cell.month().equals(month.minusMonths(1))) {
        for (int i = 0; i < AHEAD; i++) {
          add(snapshots, month, month.plusMonths(i), cell, ForecastMethod.NAIVE, cell.won());
        }
      }
      if (!cell.month().isBefore(month) && cell.month().isBefore(month.plusMonths(AHEAD))) {
        LocalDate target = cell.month();
        add(snapshots, month, target, cell, ForecastMethod.STAGE, cell.stageTotal());
        add(snapshots, month, target, cell, ForecastMethod.HISTORY, cell.historyTotal());
        add(snapshots, month, target, cell, ForecastMethod.COMMITTED, cell.committedTotal());
        add(snapshots, month, target, cell, ForecastMethod.BEST_CASE, cell.bestCaseTotal());
      }
    }
    return snapshots;
  }

  private static void add(
      List<Snapshot> snapshots,
      LocalDate month,
      LocalDate target,
      ForecastCell cell,
      ForecastMethod method,
      double amount) {
    if (amount != 0) {
      snapshots.add(
          new Snapshot(
              month,
              target,
              cell.pipelineId(),
              cell.ownerId(),
              cell.team(),
              cell.currency(),
              method,
              amount));
    }
  }
}
