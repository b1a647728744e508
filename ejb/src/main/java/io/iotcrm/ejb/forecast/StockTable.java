package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastQuality;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.SkipReason;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.forecast.StockView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    List<WatchedStock> watched =
        database.list(
            LEVELS,
            row ->
                new WatchedStock(
                    row.getString(1), row.getString(2), null, row.getString(3), terms(row, 4)),
            StockTerms.DEFAULT_LEAD_DAYS);
    watched.addAll(
        database.list(
            ITEMS,
            row ->
                new WatchedStock(
                    null, null, row.getObject(1, UUID.class), row.getString(2), terms(row, 3))));
    return watched;
  }

  private static StockTerms terms(ResultSet row, int column) throws SQLException {
    return new StockTerms(
        row.getDouble(column), row.getInt(column + 1), row.getObject(column + 2, Integer.class));
  }

  void save(WatchedStock stock, ForecastView view, Instant at) throws SQLException {
    StockView found = view.stock();
    ForecastQuality quality = view.quality();
    database.update(
        SAVE,
        stock.subject(),
        stock.deviceId(),
        stock.key(),
        stock.itemId(),
        at,
        view.cycle() == null ? "first" : view.cycle(),
        found == null ? null : (Double) found.level(),
        stock.terms().reserve(),
        stock.terms().leadDays(),
        found == null ? null : found.emptyAt(),
        found == null ? null : found.earliest(),
        found == null ? null : found.latest(),
        found == null ? null : found.reorderAt(),
        found == null ? null : found.lookedUntil(),
        quality == null ? null : quality.method(),
        quality == null ? null : (Double) quality.test().mae(),
        quality == null ? null : (Double) quality.baselineTest().mae(),
        view.skipped() == null ? null : view.skipped().name(),
        view.message());
  }

  /** Removes what is not watched any more. */
  int removeBefore(Instant run) throws SQLException {
    return database.update("delete from stock_forecast where computed_at < ?", run);
  }

  /**
   * @param emptyBefore null for all
   * @param after null for the first part
   */
  Page<StockForecastView> list(Instant emptyBefore, int limit, Cursor after) throws SQLException {
    StringBuilder sql = new StringBuilder(SELECT).append(" where true");
    List<Object> values = new ArrayList<>();
    if (emptyBefore != null) {
      sql.append(" and f.empty_at < ?");
      values.add(emptyBefore);
    }
    if (after != null) {
      sql.append(" and (").append(ORDER_KEY).append(", f.subject) > (?::timestamptz, ?)");
      values.add(after.text(0));
      values.add(after.text(1));
    }
    sql.append(" order by ").append(ORDER_KEY).append(", f.subject limit ?");
    values.add(limit + 1);
    return Page.of(
        database.list(sql.toString(), StockTable::view, values.toArray()),
        limit,
        last -> Cursor.of(orderKey(last), last.subject()));
  }

  private static String orderKey(StockForecastView view) {
    return view.skipped() != null
        ? "infinity"
        : view.emptyAt() == null ? "9999-01-01" : view.emptyAt().toString();
  }

  Optional<StockForecastView> find(String subject) throws SQLException {
    return database.list(SELECT + " where f.subject = ?", StockTable::view, subject).stream()
        .findFirst();
  }

  /** Changes with each refill or count. */
  Optional<String> cycle(String subject) throws SQLException {
    return database
        .list(
            "select cycle from stock_forecast where subject = ?", row -> row.getString(1), subject)
        .stream()
        .findFirst();
  }

  private static StockForecastView view(ResultSet row) throws SQLException {
    return new StockForecastView(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        row.getObject(7, Double.class),
        row.getDouble(8),
        row.getInt(9),
        NativeRows.instant(row.getTimestamp(10)),
        NativeRows.instant(row.getTimestamp(11)),
        NativeRows.instant(row.getTimestamp(12)),
        NativeRows.instant(row.getTimestamp(13)),
        NativeRows.instant(row.getTimestamp(14)),
        row.getString(15),
        row.getObject(16, Double.class),
        row.getObject(17, Double.class),
        row.getString(18) == null ? null : SkipReason.valueOf(row.getString(18)),
        row.getString(19),
        row.getObject(20, UUID.class));
  }
}
