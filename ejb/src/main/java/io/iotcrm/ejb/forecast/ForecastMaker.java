package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.Depletion;
import io.iotcrm.domain.forecast.ForecastPoint;
import io.iotcrm.domain.forecast.ForecastQuality;
import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.ForecastView.PastPoint;
import io.iotcrm.domain.forecast.Forecasting;
import io.iotcrm.domain.forecast.LevelUse;
import io.iotcrm.domain.forecast.NoForecastException;
import io.iotcrm.domain.forecast.SeriesForecast;
import io.iotcrm.domain.forecast.SkipReason;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.forecast.StockView;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.telemetry.SeriesBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes forecasts from what is stored. The interval that is not over yet is not learnt from. */
@ApplicationScoped
public class ForecastMaker {
  static final String USE = "use";
  static final String SOLD = "sold";

  private static final Aggregate LAST = new Aggregate(Aggregate.Kind.LAST, 0);

  /** A level that was reported for so many days is looked at by days. */
  private static final int DAYS_ENOUGH = 28;

  /** Seasons of the past that an answer shows. */
  private static final int SHOWN_SEASONS = 7;

  @Inject private SeriesBuckets buckets;
  @Inject private ItemSales sales;

  /** For the container. */
  public ForecastMaker() {}

  /** For use outside a container. */
  ForecastMaker(SeriesBuckets buckets, ItemSales sales) {
    this.buckets = buckets;
    this.sales = sales;
  }

  /**
   * A stock as it is.
   *
   * @param cycle changes with each refill or count
   */
  record Stock(double level, StockTerms terms, String cycle) {}

  /** What the forecast is of. */
  private record Subject(
      String deviceId, String key, UUID itemId, ForecastStep step, String aggregate, ZoneId zone) {

    Instant start(BucketGrid grid) {
      return Instant.ofEpochMilli(grid.start(0));
    }

    /** When an interval begins that is so many after the first. */
    Instant at(Instant start, int index) {
      return step == ForecastStep.HOUR
          ? start.plus(step.length().multipliedBy(index))
          : start.atZone(zone).plusDays(index).toInstant();
    }
  }

  /** Of a series of numbers. */
  ForecastView series(
      KnownDevice device,
      String key,
      ForecastStep step,
      Aggregate aggregate,
      ZoneId zone,
      int horizon,
      Instant now)
      throws SQLException {
    Subject subject = new Subject(device.id(), key, null, step, aggregate.name(), zone);
    BucketGrid grid = grid(step, zone, now);
    double[] all = buckets.values(device, key, grid, aggregate);
    return view(subject, Arrays.copyOf(all, all.length - 1), subject.start(grid), horizon);
  }

  private ForecastView view(Subject subject, double[] values, Instant start, int horizon) {
    try {
      SeriesForecast forecast = forecast(subject, values, horizon);
      return view(subject, values, start, forecast, horizon, null, null);
    } catch (NoForecastException e) {
      return skipped(subject, values, start, e);
    }
  }

  private static SeriesForecast forecast(Subject subject, double[] values, int horizon)
      throws NoForecastException {
    return Forecasting.of(values, subject.step.periods(), subject.step.unit(), horizon);
  }

  /**
   * Of a level that falls by use: by days, while there are few by hours.
   *
   * @param horizon so many intervals are shown
   */
  ForecastView level(
      KnownDevice device, String key, ZoneId zone, StockTerms terms, int horizon, Instant now)
      throws SQLException {
    BucketGrid days = grid(ForecastStep.DAY, zone, now);
    double[] byDay = buckets.values(device, key, days, LAST);
    boolean daily = reported(byDay) >= DAYS_ENOUGH;
    ForecastStep step = daily ? ForecastStep.DAY : ForecastStep.HOUR;
    BucketGrid grid = daily ? days : grid(step, zone, now);
    double[] levels = daily ? byDay : buckets.values(device, key, grid, LAST);
    Subject subject = new Subject(device.id(), key, null, step, USE, zone);
    Instant start = subject.start(grid);
    try {
      LevelUse use = LevelUse.of(levels);
      double[] uses = Arrays.copyOf(use.uses(), levels.length - 1);
      String cycle =
          use.lastRefill() < 0 ? "first" : subject.at(start, use.lastRefill()).toString();
      return withStock(subject, uses, start, new Stock(use.level(), terms, cycle), horizon, now);
    } catch (NoForecastException e) {
      return skipped(subject, new double[0], start, e);
    }
  }

  private static int reported(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    return values.length - first;
  }

  /**
   * Of what is bought of an item by day.
   *
   * @param stock null where nobody knows what there is
   */
  ForecastView item(UUID itemId, ZoneId zone, int horizon, Stock stock, Instant now)
      throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate from = today.minusDays(ForecastStep.DAY.history().toDays());
    double[] sold = sales.byDay(itemId, zone, from, today);
    Subject subject = new Subject(null, null, itemId, ForecastStep.DAY, SOLD, zone);
    Instant start = today.minusDays(sold.length).atStartOfDay(zone).toInstant();
    if (stock == null) {
      return view(subject, sold, start, horizon);
    }
    try {
      return withStock(subject, sold, start, stock, horizon, now);
    } catch (NoForecastException e) {
      return skipped(subject, sold, start, e);
    }
  }

  private static ForecastView withStock(
      Subject subject, double[] uses, Instant start, Stock stock, int horizon, Instant now)
      throws NoForecastException {
    SeriesForecast forecast = forecast(subject, uses, subject.step.mostSteps());
    StockTerms terms = stock.terms;
    Depletion depletion =
        Depletion.of(
            stock.level,
            terms.reserve(),
            forecast,
            now,
            subject.step.length(),
            Duration.ofDays(terms.leadDays()));
    StockView view =
        new StockView(
            stock.level,
            terms.reserve(),
            terms.leadDays(),
            depletion.emptyAt(),
            depletion.daysFrom(now),
            depletion.earliest(),
            depletion.latest(),
            depletion.reorderAt(),
            depletion.lookedUntil());
    return view(subject, uses, start, forecast, horizon, view, stock.cycle);
  }

  /** All intervals that are looked at, the last of them not over yet. */
  private static BucketGrid grid(ForecastStep step, ZoneId zone, Instant now) {
    Instant from =
        step == ForecastStep.HOUR
            ? now.truncatedTo(ChronoUnit.HOURS).minus(step.history())
            : LocalDate.ofInstant(now, zone)
                .minusDays(step.history().toDays())
                .atStartOfDay(zone)
                .toInstant();
    return BucketGrid.of(step == ForecastStep.HOUR ? "PT1H" : "P1D", zone, from, now.plusMillis(1));
  }

  private static ForecastView view(
      Subject subject,
      double[] values,
      Instant start,
      SeriesForecast forecast,
      int horizon,
      StockView stock,
      String cycle) {
    List<ForecastPoint> points = new ArrayList<>();
    for (int i = 0; i < Math.min(horizon, forecast.values().length); i++) {
      double[] near = forecast.interval80().get(i);
      double[] far = forecast.interval95().get(i);
      points.add(
          new ForecastPoint(
              subject.at(start, values.length + i),
              forecast.values()[i],
              near[0],
              near[1],
              far[0],
              far[1]));
    }
    return new ForecastView(
        subject.deviceId,
        subject.key,
        subject.itemId,
        subject.step.key(),
        subject.aggregate,
        subject.zone.getId(),
        null,
        null,
        past(subject, values, start),
        points,
        ForecastQuality.of(forecast),
        stock,
        cycle);
  }

  private static List<PastPoint> past(Subject subject, double[] values, Instant start) {
    int shown = SHOWN_SEASONS * subject.step.periods().get(0);
    List<PastPoint> past = new ArrayList<>();
    for (int i = Math.max(0, values.length - shown); i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        past.add(new PastPoint(subject.at(start, i), values[i]));
      }
    }
    return past;
  }

  private static ForecastView skipped(
      Subject subject, double[] values, Instant start, NoForecastException e) {
    SkipReason reason = e.reason();
    return new ForecastView(
        subject.deviceId,
        subject.key,
        subject.itemId,
        subject.step.key(),
        subject.aggregate,
        subject.zone.getId(),
        reason,
        e.getMessage(),
        past(subject, values, start),
        List.of(),
        null,
        null,
        null);
  }
}
