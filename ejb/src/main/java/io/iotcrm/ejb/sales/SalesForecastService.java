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
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.sales.SalesForecastTable.Snapshot;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
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
import java.util.Set;
import java.util.UUID;

/** What sales are to be expected, and how far such expectations were off. */
@Stateless
public class SalesForecastService {
  private static final int PAST = 6;

  @Inject private ForecastCells cells;
  @Inject private SalesForecastTable table;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @EJB private PipelineService pipelines;

  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public SalesForecastView forecast(SalesForecastQuery query) {
    ForecastCells.Made made = Database.answer(() -> cells.get(Instant.now()));
    Whose whose = whose(query);
    List<ForecastCell> wanted =
        made.cells().stream().filter(cell -> whose.includes(cell.pipelineId(), cell)).toList();
    List<String> currencies = currencies(wanted);
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
    List<ForecastCell> wanted =
        made.cells().stream().filter(cell -> whose.includes(cell.pipelineId(), cell)).toList();
    String currency = query.currency() == null ? currencies(wanted).get(0) : query.currency();
    Map<LocalDate, Double> won = new HashMap<>();
    for (ForecastCell cell : wanted) {
      if (currency.equals(cell.currency()) && cell.month() != null) {
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
                .filter(one -> whose.includes(one.pipelineId(), one))
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
    Reach reach = permissions.require(Action.READ, RecordKind.DEAL);
    fields.requireShown(RecordKind.DEAL, "amount", "months", query.months());
    fields.requireShown(RecordKind.DEAL, "closeOn", "months", query.months());
    fields.requireShown(RecordKind.DEAL, "ownerUsername", "owner", query.owner());
    fields.requireShown(RecordKind.DEAL, "ownerUsername", "team", query.team());
    UUID pipeline = query.pipeline() == null ? null : pipelines.byKey(query.pipeline()).id();
    Reach narrowed = Reach.EVERYTHING;
    if (query.owner() != null) {
      UUID person = Database.answer(() -> table.person(query.owner()));
      narrowed = new Reach(Scope.OWN, person, Set.of(), Set.of());
    }
    Reach team = Reach.EVERYTHING;
    if (query.team() != null) {
      Set<UUID> members = Database.answer(() -> table.members(query.team()));
      team = new Reach(Scope.TEAM, null, Set.of(query.team()), members);
    }
    return new Whose(pipeline, List.of(reach, narrowed, team));
  }

  /** Whose deals are wanted: those in all of these reaches. */
  private record Whose(UUID pipeline, List<Reach> reaches) {
    boolean includes(UUID pipelineId, Owned deals) {
      return (pipeline == null || pipeline.equals(pipelineId))
          && reaches.stream().allMatch(reach -> reach.includes(deals));
    }
  }
}
