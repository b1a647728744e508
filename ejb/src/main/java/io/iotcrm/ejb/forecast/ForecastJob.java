package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;

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
    database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("update forecast_job set " + change)) {
            statement.setString(1, value);
            return statement.executeUpdate();
          }
        });
  }

  ForecastRunView read() throws SQLException {
    String sql =
        "select requested_at, requested_by, started_at, finished_at, instance, message"
            + " from forecast_job";
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ForecastRunView(
                instant(row.getTimestamp(1)),
                row.getString(2),
                instant(row.getTimestamp(3)),
                instant(row.getTimestamp(4)),
                row.getString(5),
                row.getString(6));
          }
        });
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
