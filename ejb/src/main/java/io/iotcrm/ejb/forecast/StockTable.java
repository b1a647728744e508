package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.SkipReason;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.forecast.StockView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of the daily run: which stocks are watched, and what was said of each. */
@ApplicationScoped
public class StockTable {
  private static final String LEVELS =
      """
      select d.id, l.key, d.name, coalesce((l.value ->> 'reserve')::float8, 0),
             coalesce((l.value ->> 'leadDays')::int, ?), (l.value ->> 'taskWithinDays')::int
      from device d join device_profile p on p.id = d.profile_id
        cross join lateral jsonb_each(p.settings #> '{forecast,levels}') l
      where d.enabled and jsonb_typeof(p.settings #> '{forecast,levels}') = 'object'
      order by d.id, l.key
      """;

  private static final String ITEMS =
      """
      select i.id, i.name, s.reserve, s.lead_days, s.task_within_days
      from item_stock s join item i on i.id = s.item_id order by i.sku
      """;

  private static final String SAVE =
      """
      insert into stock_forecast as f (subject, device_id, key, item_id, computed_at, cycle, level,
          reserve, lead_days, empty_at, earliest, latest, reorder_at, looked_until, method, mae,
          baseline_mae, skipped, message)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (subject) do update set
          computed_at = excluded.computed_at, level = excluded.level, reserve = excluded.reserve,
          lead_days = excluded.lead_days, empty_at = excluded.empty_at,
          earliest = excluded.earliest, latest = excluded.latest,
          reorder_at = excluded.reorder_at, looked_until = excluded.looked_until,
          method = excluded.method, mae = excluded.mae, baseline_mae = excluded.baseline_mae,
          skipped = excluded.skipped, message = excluded.message,
          cycle = case when excluded.skipped is null then excluded.cycle else f.cycle end,
          task_id = case when excluded.skipped is not null or f.cycle = excluded.cycle
                         then f.task_id end
      """;

  /** Those that will be empty come first, then those that last, then those nobody knows of. */
  private static final String SELECT =
      """
      select f.subject, f.device_id, f.key, f.item_id, coalesce(d.name, i.name), f.computed_at,
             f.level, f.reserve, f.lead_days, f.empty_at, f.earliest, f.latest, f.reorder_at,
             f.looked_until, f.method, f.mae, f.baseline_mae, f.skipped, f.message, f.task_id
      from stock_forecast f left join device d on d.id = f.device_id
        left join item i on i.id = f.item_id
      """;

  private static final String ORDER_KEY =
      "case when f.skipped is not null then 'infinity'::timestamptz"
          + " else coalesce(f.empty_at, timestamptz '9999-01-01') end";

  @Inject private Database database;

  /** For the container. */
  public StockTable() {}

  /** For use outside a container. */
  StockTable(Database database) {
    this.database = database;
  }

  /** All stocks that profiles and counts name. */
  List<WatchedStock> watched() throws SQLException {
    return database.call(
        connection -> {
          List<WatchedStock> watched = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(LEVELS)) {
            statement.setInt(1, StockTerms.DEFAULT_LEAD_DAYS);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                watched.add(
                    new WatchedStock(
                        row.getString(1), row.getString(2), null, row.getString(3), terms(row, 4)));
              }
            }
          }
          try (PreparedStatement statement = connection.prepareStatement(ITEMS);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              watched.add(
                  new WatchedStock(
                      null, null, row.getObject(1, UUID.class), row.getString(2), terms(row, 3)));
            }
          }
          return watched;
        });
  }

  private static StockTerms terms(ResultSet row, int column) throws SQLException {
    return new StockTerms(
        row.getDouble(column), row.getInt(column + 1), row.getObject(column + 2, Integer.class));
  }

  void save(WatchedStock stock, ForecastView view, Instant at) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
            StockView found = view.stock();
            int next = 1;
            statement.setString(next++, stock.subject());
            statement.setString(next++, stock.deviceId());
            statement.setString(next++, stock.key());
            statement.setObject(next++, stock.itemId());
            statement.setTimestamp(next++, Timestamp.from(at));
            statement.setString(next++, view.cycle() == null ? "first" : view.cycle());
            statement.setObject(next++, found == null ? null : (Double) found.level());
            statement.setDouble(next++, stock.terms().reserve());
            statement.setInt(next++, stock.terms().leadDays());
            statement.setTimestamp(next++, found == null ? null : timestamp(found.emptyAt()));
            statement.setTimestamp(next++, found == null ? null : timestamp(found.earliest()));
            statement.setTimestamp(next++, found == null ? null : timestamp(found.latest()));
            statement.setTimestamp(next++, found == null ? null : timestamp(found.reorderAt()));
            statement.setTimestamp(next++, found == null ? null : timestamp(found.lookedUntil()));
            boolean known = view.quality() != null;
            statement.setString(next++, known ? view.quality().method() : null);
            statement.setObject(next++, known ? (Double) view.quality().test().mae() : null);
            statement.setObject(
                next++, known ? (Double) view.quality().baselineTest().mae() : null);
            statement.setString(next++, view.skipped() == null ? null : view.skipped().name());
            statement.setString(next, view.message());
            return statement.executeUpdate();
          }
        });
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  /** Removes what is not watched any more. */
  int removeBefore(Instant run) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("delete from stock_forecast where computed_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(run));
            return statement.executeUpdate();
          }
        });
  }

  Page<StockForecastView> list(Instant emptyBefore, int limit, Cursor after) throws SQLException {
    String sql =
        SELECT
            + " where (?::timestamptz is null or f.empty_at < ?)"
            + (after == null ? "" : " and (" + ORDER_KEY + ", f.subject) > (?::timestamptz, ?)")
            + " order by "
            + ORDER_KEY
            + ", f.subject limit ?";
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            statement.setTimestamp(next++, timestamp(emptyBefore));
            statement.setTimestamp(next++, timestamp(emptyBefore));
            if (after != null) {
              statement.setString(next++, after.text(0));
              statement.setString(next++, after.text(1));
            }
            statement.setInt(next, limit + 1);
            List<StockForecastView> found = read(statement);
            if (found.size() <= limit) {
              return new Page<>(found, null);
            }
            StockForecastView last = found.get(limit - 1);
            return new Page<>(found.subList(0, limit), Cursor.of(orderKey(last), last.subject()));
          }
        });
  }

  private static String orderKey(StockForecastView view) {
    return view.skipped() != null
        ? "infinity"
        : view.emptyAt() == null ? "9999-01-01" : view.emptyAt().toString();
  }

  Optional<StockForecastView> find(String subject) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(SELECT + " where f.subject = ?")) {
            statement.setString(1, subject);
            return read(statement).stream().findFirst();
          }
        });
  }

  /** Changes with each refill or count. */
  Optional<String> cycle(String subject) throws SQLException {
    return database.call(connection -> cycle(connection, subject));
  }

  private static Optional<String> cycle(Connection connection, String subject) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select cycle from stock_forecast where subject = ?")) {
      statement.setString(1, subject);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static List<StockForecastView> read(PreparedStatement statement) throws SQLException {
    List<StockForecastView> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new StockForecastView(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getObject(7, Double.class),
                row.getDouble(8),
                row.getInt(9),
                instant(row, 10),
                instant(row, 11),
                instant(row, 12),
                instant(row, 13),
                instant(row, 14),
                row.getString(15),
                row.getObject(16, Double.class),
                row.getObject(17, Double.class),
                row.getString(18) == null ? null : SkipReason.valueOf(row.getString(18)),
                row.getString(19),
                row.getObject(20, UUID.class)));
      }
    }
    return found;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
