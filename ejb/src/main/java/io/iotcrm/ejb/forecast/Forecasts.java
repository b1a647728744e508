package io.iotcrm.ejb.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Forecasts on demand. Where there can be none, the answer says why. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Forecasts {
  @Inject private DeviceDirectory devices;
  @Inject private DeviceReach reach;
  @Inject private ForecastMaker maker;
  @Inject private ItemSales sales;
  @Inject private Meters meters;

  /**
   * @param aggregate avg, sum, min, max, last or count
   * @param horizon steps ahead; null for 48 hours or 28 days
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ForecastView series(
      String deviceId,
      String key,
      ForecastStep step,
      String aggregate,
      Integer horizon,
      ZoneId zone) {
    reach.require(Action.READ, deviceId);
    List<Aggregate> wanted = Aggregate.parse(aggregate);
    if (wanted.size() != 1 || wanted.get(0).kind() == Aggregate.Kind.PERCENTILE) {
      throw new InvalidInputException(
          "/aggregate", "must be one of min, max, avg, sum, count, first and last");
    }
    int steps = step.horizon(horizon);
    return run(
        () ->
            maker.series(
                devices.require(deviceId), key, step, wanted.get(0), zone, steps, Instant.now()));
  }

  /** When the level of a stock that a device reports will be down to its reserve. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ForecastView level(
      String deviceId, String key, Integer horizon, ZoneId zone, StockTerms terms) {
    reach.require(Action.READ, deviceId);
    int steps = ForecastStep.DAY.horizon(horizon);
    return run(
        () -> maker.level(devices.require(deviceId), key, zone, terms, steps, Instant.now()));
  }

  /**
   * What is bought of an item by day, and when it will be sold out.
   *
   * @param level what there is; null for what was counted, less what was bought since
   * @param leadDays null for what was said with the count
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ForecastView item(
      UUID itemId, Integer horizon, ZoneId zone, Double level, Integer leadDays) {
    int steps = ForecastStep.DAY.horizon(horizon);
    if (level != null && (!Double.isFinite(level) || level < 0)) {
      throw new InvalidInputException("/stock", "must be a number, 0 at least");
    }
    return run(
        () -> {
          sales.require(itemId);
          return maker.item(itemId, zone, steps, stock(itemId, level, leadDays), Instant.now());
        });
  }

  private ForecastMaker.Stock stock(UUID itemId, Double level, Integer leadDays)
      throws SQLException {
    Optional<ItemSales.OnHand> counted = sales.onHand(itemId);
    if (level == null && counted.isEmpty()) {
      return null;
    }
    int known = counted.map(ItemSales.OnHand::leadDays).orElse(StockTerms.DEFAULT_LEAD_DAYS);
    double reserve = counted.map(ItemSales.OnHand::reserve).orElse(0.0);
    return new ForecastMaker.Stock(
        level == null ? counted.get().level() : level,
        new StockTerms(reserve, leadDays == null ? known : leadDays, null),
        null);
  }

  private ForecastView run(Database.Question<ForecastView> question) {
    long begun = System.nanoTime();
    ForecastView view = Database.answer(question);
    meters.forecast(view.skipped(), (System.nanoTime() - begun) / 1_000_000);
    return view;
  }
}
