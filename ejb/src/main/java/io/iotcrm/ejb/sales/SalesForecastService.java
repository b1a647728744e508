package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.sales.ForecastAccuracyView;
import io.iotcrm.domain.sales.ForecastCell;
import io.iotcrm.domain.sales.ForecastError;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.domain.sales.SalesForecastQuery;
import io.iotcrm.domain.sales.SalesForecastView;
import io.iotcrm.domain.sales.SalesForecastView.Month;
import io.iotcrm.domain.sales.SalesForecaster;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.sales.SalesForecastTable.Owner;
import io.iotcrm.ejb.sales.SalesForecastTable.Snapshot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What sales are to be expected, and how far such expectations were off. */
@Stateless
public class SalesForecastService {
  private static final int PAST = 6;

  @Inject private ForecastCells cells;
  @Inject private SalesForecastTable table;
  @EJB private PipelineService pipelines;

  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public SalesForecastView forecast(SalesForecastQuery query) {
    ForecastCells.Made made = Database.answer(() -> cells.get(Instant.now()));
    Whose whose = whose(query);
    List<ForecastCell> wanted =
        made.cells().stream()
            .filter(cell -> whose.includes(cell.pipelineId(), cell.ownerId()))
            .toList();
    List<String> currencies = currencies(made.cells());
    String currency = query.currency() == null ? currencies.get(0) : query.currency();
    Map<LocalDate, ForecastCell> sums = new HashMap<>();
    for (ForecastCell cell : wanted) {
      if (currency.equals(cell.currency())) {
        sums.merge(key(cell.month()), cell, ForecastCell::plus);
      }
    }
    LocalDate running = SalesForecaster.monthOf(made.at());
    return new SalesForecastView(
        currency,
        currencies,
        made.at(),
        months(sums, running.minusMonths(PAST), PAST),
        months(sums, running, query.months()),
        sums.containsKey(LocalDate.MIN) ? Month.of(null, sums.get(LocalDate.MIN)) : null);
  }

  /** Maps have no null keys worth having. */
  private static LocalDate key(LocalDate month) {
    return month == null ? LocalDate.MIN : month;
  }

  private static List<Month> months(Map<LocalDate, ForecastCell> sums, LocalDate from, int count) {
    List<Month> months = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      months.add(Month.of(from.plusMonths(i), sums.get(from.plusMonths(i))));
    }
    return months;
  }

  /** The one in which most deals are first; EUR where there are none. */
  private static List<String> currencies(List<ForecastCell> all) {
    Map<String, Integer> uses = new HashMap<>();
    all.stream()
        .filter(cell -> cell.currency() != null)
        .forEach(cell -> uses.merge(cell.currency(), 1 + cell.deals(), Integer::sum));
    List<String> currencies =
        uses.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    return currencies.isEmpty() ? List.of("EUR") : currencies;
  }

  /** The errors of what was forecast for months that are over, of at most 24 months. */
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public ForecastAccuracyView accuracy(SalesForecastQuery query) {
    ForecastCells.Made made = Database.answer(() -> cells.get(Instant.now()));
    LocalDate running = SalesForecaster.monthOf(made.at());
    Whose whose = whose(query);
    String currency = query.currency() == null ? currencies(made.cells()).get(0) : query.currency();
    Map<LocalDate, Double> won = new HashMap<>();
    for (ForecastCell cell : made.cells()) {
      if (currency.equals(cell.currency())
          && cell.month() != null
          && whose.includes(cell.pipelineId(), cell.ownerId())) {
        won.merge(cell.month(), cell.won(), Double::sum);
      }
    }
    List<LocalDate> taken = Database.answer(table::taken);
    List<Snapshot> snapshots =
        Database.answer(
            () -> table.snapshots(running.minusMonths(ForecastSnapshots.BACK), running));
    return new ForecastAccuracyView(
        currency,
        (int) taken.stream().filter(month -> month.isBefore(running)).count(),
        errors(
            taken,
            snapshots.stream()
                .filter(one -> one.currency().equals(currency))
                .filter(one -> whose.includes(one.pipelineId(), one.ownerId()))
                .toList(),
            won,
            running));
  }

  /** Months of which nothing was forecast count with 0: to foresee nothing is a forecast too. */
  static List<ForecastError> errors(
      List<LocalDate> taken,
      List<Snapshot> snapshots,
      Map<LocalDate, Double> won,
      LocalDate running) {
    Map<ForecastMethod, Map<LocalDate, Map<LocalDate, Double>>> sums = new HashMap<>();
    for (Snapshot one : snapshots) {
      sums.computeIfAbsent(one.method(), method -> new HashMap<>())
          .computeIfAbsent(one.month(), month -> new HashMap<>())
          .merge(one.target(), one.amount(), Double::sum);
    }
    List<ForecastError> errors = new ArrayList<>();
    for (ForecastMethod method : ForecastMethod.values()) {
      for (int ahead = 0; ahead < ForecastSnapshots.AHEAD; ahead++) {
        ForecastError.Sum sum = new ForecastError.Sum();
        boolean any = false;
        for (LocalDate month : taken) {
          LocalDate target = month.plusMonths(ahead);
          if (target.isBefore(running)
              && ChronoUnit.MONTHS.between(month, running) <= ForecastSnapshots.BACK) {
            double forecast =
                sums.getOrDefault(method, Map.of())
                    .getOrDefault(month, Map.of())
                    .getOrDefault(target, 0.0);
            sum.add(won.getOrDefault(target, 0.0), forecast);
            any = true;
          }
        }
        if (any) {
          errors.add(sum.error(method, ahead));
        }
      }
    }
    return errors;
  }

  private Whose whose(SalesForecastQuery query) {
    UUID pipeline = query.pipeline() == null ? null : pipelines.byKey(query.pipeline()).id();
    Map<UUID, Owner> owners =
        query.owner() == null && query.team() == null ? Map.of() : Database.answer(table::owners);
    return new Whose(pipeline, query.owner(), query.team(), owners);
  }

  /** Whose deals are wanted. */
  private record Whose(UUID pipeline, String owner, String team, Map<UUID, Owner> owners) {
    boolean includes(UUID pipelineId, UUID ownerId) {
      if (pipeline != null && !pipeline.equals(pipelineId)) {
        return false;
      }
      if (owner == null && team == null) {
        return true;
      }
      Owner one = ownerId == null ? null : owners.get(ownerId);
      return one != null
          && (owner == null || owner.equals(one.username()))
          && (team == null || Objects.equals(team, one.team()));
    }
  }
}
