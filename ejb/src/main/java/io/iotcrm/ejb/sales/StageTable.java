package io.iotcrm.ejb.sales;

import io.iotcrm.domain.sales.BoardView;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What is done with all deals of a stage at once. */
@ApplicationScoped
public class StageTable {
  private static final String HISTORY =
      """
      insert into deal_stage_change
          (id, deal_id, from_stage, from_since, to_stage, at, actor, amount, currency, close_on)
      select gen_random_uuid(), id, stage_id, stage_since, ?, ?, ?, amount, currency, close_on
        from deal where stage_id = ?
      """;

  /** Where a deal, called d, says whose it is. */
  static final ReachSql.Columns DEALS = new ReachSql.Columns("d.owner_id", "d.team");

  @Inject private Database database;

  /** For the container. */
  public StageTable() {}

  /** For use outside a container. */
  StageTable(Database database) {
    this.database = database;
  }

  /**
   * Deals of one stage and currency.
   *
   * @param currency null: deals without an amount
   */
  record Total(UUID stageId, String currency, long count, BigDecimal amount) {
    BoardView.Sum sum(int probability) {
      BigDecimal weighted =
          amount
              .multiply(BigDecimal.valueOf(probability))
              .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
      return new BoardView.Sum(currency, amount, weighted);
    }
  }

  /**
   * @param reach whose deals the caller sees
   * @param owner a user name; null: everybody's
   * @param q a part of the deal's or the account's name; may be null
   * @param closedFrom closed deals count from then on
   */
  List<Total> totals(UUID pipelineId, Reach reach, String owner, String q, Instant closedFrom)
      throws SQLException {
    ReachSql within = ReachSql.of(reach, DEALS);
    StringBuilder sql =
        new StringBuilder(
            "select d.stage_id, d.currency, count(*), sum(d.amount) from deal d"
                + " join pipeline_stage s on s.id = d.stage_id");
    List<Object> values = new ArrayList<>();
    boolean searching = q != null && !q.isBlank();
    if (searching) {
      sql.append(" join account a on a.id = d.account_id");
    }
    sql.append(" where s.pipeline_id = ? and (s.kind = 'OPEN' or d.closed_at >= ?)");
    values.add(pipelineId);
    values.add(closedFrom);
    sql.append(" and ").append(within.condition());
    values.addAll(within.values());
    if (owner != null) {
      sql.append(" and d.owner_id = (select id from app_user where username = ?)");
      values.add(owner);
    }
    if (searching) {
      String pattern = "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
      sql.append(" and (lower(d.name) like ? escape '!' or lower(a.name) like ? escape '!')");
      values.add(pattern);
      values.add(pattern);
    }
    sql.append(" group by d.stage_id, d.currency order by d.currency");
    return database.list(
        sql.toString(),
        row ->
            new Total(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getLong(3),
                row.getBigDecimal(4)),
        values.toArray());
  }

  /**
   * Moves all deals of a stage to another one of its kind, each with its history.
   *
   * @return how many
   */
  int moveAll(UUID from, UUID to, String actor, Instant at) throws SQLException {
    database.update(HISTORY, to, at, actor, from);
    return database.update(
        "update deal set stage_id = ?, stage_since = ?, updated_at = ?, version = version + 1"
            + " where stage_id = ?",
        to,
        at,
        at,
        from);
  }

  /** How many open deals a pipeline has. */
  long openDeals(UUID pipelineId) throws SQLException {
    return database
        .list(
            "select count(*) from deal d join pipeline_stage s on s.id = d.stage_id"
                + " where s.pipeline_id = ? and s.kind = 'OPEN'",
            row -> row.getLong(1),
            pipelineId)
        .get(0);
  }

  /** Makes way for another default pipeline. */
  void noDefault() throws SQLException {
    database.update(
        "update pipeline set is_default = false, version = version + 1 where is_default");
  }
}
