package io.iotcrm.ejb.sales;

import io.iotcrm.domain.sales.ForecastCell;
import io.iotcrm.domain.sales.SalesForecastQuery;
import io.iotcrm.domain.sales.SalesForecaster;
import io.iotcrm.domain.sales.SalesHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The forecast of all deals as they are, made anew when it is older than some minutes: it reads the
 * history of every deal. Thread-safe; who comes while it is made waits for it.
 */
@ApplicationScoped
public class ForecastCells {
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** Older deals say little about how deals go now. */
  private static final Duration HISTORY = Duration.ofDays(3 * 366);

  @Inject private SalesForecastTable table;
  private Made made;

  /** For the container. */
  public ForecastCells() {}

  /** For use outside a container. */
  ForecastCells(SalesForecastTable table) {
    this.table = table;
  }

  /**
   * @param at when it was made
   */
  record Made(Instant at, List<ForecastCell> cells) {}

  synchronized Made get(Instant now) throws SQLException {
    if (made == null || made.at().plus(FRESH).isBefore(now)) {
      SalesHistory history = new SalesHistory(table.stays(now.minus(HISTORY)));
      SalesForecaster forecaster =
          new SalesForecaster(table.stages(), SalesForecastQuery.MAX_MONTHS);
      made = new Made(now, forecaster.forecast(history, table.open(), now));
    }
    return made;
  }
}
