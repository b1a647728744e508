package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.Meters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Forecasts every stock that is watched, and makes tasks for those that are soon empty. */
@ApplicationScoped
public class StockRun {
  private static final Logger LOG = System.getLogger(StockRun.class.getName());
  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final String ACTOR = "forecast";

  @Inject private StockTable table;
  @Inject private DeviceDirectory devices;
  @Inject private ForecastMaker maker;
  @Inject private ItemSales sales;
  @Inject private Meters meters;
  @EJB private RestockTasks tasks;

  /** For the container. */
  public StockRun() {}

  /** For use outside a container. */
  StockRun(
      StockTable table,
      DeviceDirectory devices,
      ForecastMaker maker,
      ItemSales sales,
      Meters meters,
      RestockTasks tasks) {
    this.table = table;
    this.devices = devices;
    this.maker = maker;
    this.sales = sales;
    this.meters = meters;
    this.tasks = tasks;
  }

  /**
   * One that fails leaves the others alone. What was said of it before is then removed: it is not
   * known any more.
   *
   * @param goOn asked before each; false ends the run early, and nothing is removed
   * @return what people read about the run
   * @throws io.iotcrm.ejb.platform.OutageException where the database is away
   */
  String run(BooleanSupplier goOn) throws SQLException {
    Instant begun = Instant.now();
    int made = 0;
    int skipped = 0;
    int failed = 0;
    int opened = 0;
    for (WatchedStock stock : table.watched()) {
      if (!goOn.getAsBoolean()) {
        return "ended early after " + (made + skipped) + " stocks";
      }
      try {
        Instant before = Instant.now();
        Optional<ForecastView> view = forecast(stock, before);
        if (view.isEmpty()) {
          continue;
        }
        meters.forecast(view.get().skipped(), Duration.between(before, Instant.now()).toMillis());
        table.save(stock, view.get(), before);
        if (view.get().skipped() != null) {
          skipped++;
        } else {
          made++;
          opened += openTask(stock) ? 1 : 0;
        }
      } catch (SQLException | RuntimeException e) {
        if (Failure.of(e) == Failure.OUTAGE) {
          throw e;
        }
        failed++;
        LOG.log(Level.WARNING, "No forecast of the stock " + stock.subject(), e);
      }
    }
    table.removeBefore(begun);
    return "%d forecasts, %d without, %d failed, %d new tasks"
        .formatted(made, skipped, failed, opened);
  }

  /** Empty where the device or the count has gone meanwhile. */
  private Optional<ForecastView> forecast(WatchedStock stock, Instant now) throws SQLException {
    if (stock.itemId() == null) {
      KnownDevice device = devices.find(List.of(stock.deviceId())).get(stock.deviceId());
      return device == null
          ? Optional.empty()
          : Optional.of(
              maker.level(
                  device, stock.key(), ZONE, stock.terms(), ForecastStep.DAY.mostSteps(), now));
    }
    Optional<ItemSales.OnHand> there = sales.onHand(stock.itemId());
    if (there.isEmpty()) {
      return Optional.empty();
    }
    ForecastMaker.Stock counted =
        new ForecastMaker.Stock(
            there.get().level(), stock.terms(), there.get().countedAt().toString());
    return Optional.of(
        maker.item(stock.itemId(), ZONE, ForecastStep.DAY.mostSteps(), counted, now));
  }

  private boolean openTask(WatchedStock stock) throws SQLException {
    Integer within = stock.terms().taskWithinDays();
    Optional<StockForecastView> saved = table.find(stock.subject());
    if (within == null || saved.isEmpty() || saved.get().taskId() != null) {
      return false;
    }
    Instant emptyAt = saved.get().emptyAt();
    if (emptyAt == null || emptyAt.isAfter(Instant.now().plus(Duration.ofDays(within)))) {
      return false;
    }
    tasks.open(saved.get(), table.cycle(stock.subject()).orElse("first"), ACTOR);
    meters.restockTask();
    return true;
  }
}
