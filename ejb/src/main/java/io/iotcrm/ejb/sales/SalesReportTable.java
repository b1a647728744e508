package io.iotcrm.ejb.sales;

import io.iotcrm.domain.sales.SalesSummary;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The SQL of what is counted of deals and tasks. */
@ApplicationScoped
public class SalesReportTable {
  private static final String DAYS = "extract(epoch from d.closed_at - d.created_at) / 86400.0";

  private static final String WIN_LOSS =
      """
      select %1$s, %2$s,
             count(*) filter (where s.kind = 'WON'), count(*) filter (where s.kind = 'LOST'),
             coalesce(sum(d.amount) filter (where s.kind = 'WON' and d.currency = ?), 0),
             coalesce(sum(d.amount) filter (where s.kind = 'LOST' and d.currency = ?), 0),
             percentile_cont(0.5) within group (order by %3$s) filter (where s.kind = 'WON'),
             percentile_cont(0.5) within group (order by %3$s) filter (where s.kind = 'LOST')
      from deal d join pipeline_stage s on s.id = d.stage_id
        join pipeline p on p.id = s.pipeline_id
        left join app_user u on u.id = d.owner_id
        left join loss_reason r on r.id = d.lost_reason_id
      where s.kind in ('WON', 'LOST') and d.closed_at >= ? and d.closed_at < ?%4$s
      group by 1, 2 order by count(*) desc, 1 limit 200
      """;

  private static final String PARTS =
      """
      select x.part, d.currency, count(*), sum(d.amount)
      from deal d join pipeline_stage s on s.id = d.stage_id
        cross join lateral (values
          ('open', s.kind = 'OPEN'),
          ('closing', s.kind = 'OPEN' and d.close_on >= ? and d.close_on < ?),
          ('won', s.kind = 'WON' and d.closed_at >= ?),
          ('lost', s.kind = 'LOST' and d.closed_at >= ?),
          ('overdue', s.kind = 'OPEN' and d.close_on < ?)) x (part, counts)
      where x.counts and (s.kind = 'OPEN' or d.closed_at >= ?)%s
      group by 1, 2 order by 1, 2
      """;

  @Inject private Database database;

  /** For the container. */
  public SalesReportTable() {}

  /** For use outside a container. */
  SalesReportTable(Database database) {
    this.database = database;
  }

  /**
   * @param reach whose deals the caller sees
   */
  List<WinLossRow> winLoss(WinLossQuery query, Reach reach) throws SQLException {
    ReachSql within = ReachSql.of(reach, StageTable.DEALS);
    StringBuilder more = new StringBuilder(" and ").append(within.condition());
    List<Object> values =
        new ArrayList<>(List.of(query.currency(), query.currency(), query.from(), query.before()));
    values.addAll(within.values());
    if (query.pipeline() != null) {
      more.append(" and p.key = ?");
      values.add(query.pipeline());
    }
    if (query.owner() != null) {
      more.append(" and u.username = ?");
      values.add(query.owner());
    }
    String key = key(query.by());
    String name =
        switch (query.by()) {
          case PIPELINE -> "p.name";
          case OWNER -> "u.display_name";
          default -> "null::text";
        };
    if (query.by() == WinLossQuery.By.REASON || query.by() == WinLossQuery.By.COMPETITOR) {
      more.append(" and s.kind = 'LOST'");
    }
    return database.list(
        WIN_LOSS.formatted(key, name, DAYS, more),
        row ->
            new WinLossRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getObject(7, Double.class),
                row.getObject(8, Double.class)),
        values.toArray());
  }

  private static String key(WinLossQuery.By by) {
    return switch (by) {
      case PIPELINE -> "p.key";
      case SOURCE -> "coalesce(d.source, '-')";
      case OWNER -> "coalesce(u.username, '-')";
      case REASON -> "coalesce(r.name, '-')";
      case COMPETITOR -> "coalesce(d.competitor, '-')";
      case MONTH -> "to_char(d.closed_at at time zone 'UTC', 'YYYY-MM')";
    };
  }

  /**
   * @param owner a user name; null: everybody's
   * @param deals whose deals the caller sees
   * @param tasks whose tasks the caller sees
   */
  SalesSummary summary(Instant now, String owner, Reach deals, Reach tasks) throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate month = today.withDayOfMonth(1);
    Instant begin = month.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Object> values =
        new ArrayList<>(
            List.of(
                Date.valueOf(month),
                Date.valueOf(month.plusMonths(1)),
                begin,
                begin,
                Date.valueOf(today),
                begin));
    ReachSql within = ReachSql.of(deals, StageTable.DEALS);
    String own = " and " + within.condition();
    values.addAll(within.values());
    if (owner != null) {
      own += " and d.owner_id = (select id from app_user where username = ?)";
      values.add(owner);
    }
    List<Counted> counted =
        database.list(
            PARTS.formatted(own),
            row ->
                new Counted(
                    row.getString(1),
                    row.getLong(3),
                    row.getString(2) == null
                        ? null
                        : new SalesSummary.Sum(row.getBigDecimal(4), row.getString(2))),
            values.toArray());
    Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new SalesSummary(
        month,
        part(counted, "open"),
        part(counted, "closing"),
        part(counted, "won"),
        part(counted, "lost"),
        part(counted, "overdue"),
        tasks(owner, tasks, Instant.EPOCH, now),
        tasks(owner, tasks, now, tomorrow));
  }

  private record Counted(String part, long deals, SalesSummary.Sum sum) {}

  private static SalesSummary.Part part(List<Counted> counted, String part) {
    List<Counted> own = counted.stream().filter(one -> one.part().equals(part)).toList();
    return new SalesSummary.Part(
        own.stream().mapToLong(Counted::deals).sum(),
        own.stream().filter(one -> one.sum() != null).map(Counted::sum).toList());
  }

  private long tasks(String owner, Reach reach, Instant from, Instant before) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(from, before));
    ReachSql within = ReachSql.of(reach, new ReachSql.Columns("k.owner_id", "k.team"));
    String own = " and " + within.condition();
    values.addAll(within.values());
    if (owner != null) {
      own += " and k.owner_id = (select id from app_user where username = ?)";
      values.add(owner);
    }
    return database
        .list(
            "select count(*) from task k where k.status = 'OPEN' and k.due_at >= ?"
                + " and k.due_at < ?"
                + own,
            row -> row.getLong(1),
            values.toArray())
        .get(0);
  }
}
