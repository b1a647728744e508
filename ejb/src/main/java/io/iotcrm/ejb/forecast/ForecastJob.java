package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** The one row that says how the daily run stands, for the whole cluster. */
@ApplicationScoped
public class ForecastJob {
  @Inject private Database database;

  /** For the container. */
  public ForecastJob() {}

  /** For use outside a container. */
  ForecastJob(Database database) {
    this.database = database;
  }

  void request(String by) throws SQLException {
    update("requested_at = clock_timestamp(), requested_by = ?", by);
  }

  void begin(String instance) throws SQLException {
    update("started_at = clock_timestamp(), message = null, instance = ?", instance);
  }

  void finish(String message) throws SQLException {
    update("finished_at = clock_timestamp(), message = ?", message);
  }

  private void update(String change, String value) throws SQLException {
    database.update("update forecast_job set " + change, value);
  }

  ForecastRunView read() throws SQLException {
    String sql =
        "select requested_at, requested_by, started_at, finished_at, instance, message"
            + " from forecast_job";
    return database
        .list(
            sql,
            row ->
                new ForecastRunView(
                    NativeRows.instant(row.getTimestamp(1)),
                    row.getString(2),
                    NativeRows.instant(row.getTimestamp(3)),
                    NativeRows.instant(row.getTimestamp(4)),
                    row.getString(5),
                    row.getString(6)))
        .get(0);
  }
}
