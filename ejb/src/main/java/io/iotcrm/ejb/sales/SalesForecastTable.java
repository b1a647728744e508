package io.iotcrm.ejb.sales;

import io.iotcrm.domain.sales.DealStay;
import io.iotcrm.domain.sales.ForecastCategory;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.domain.sales.SalesForecaster;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The SQL of the sales forecast: the deals' history, and the snapshots. */
@ApplicationScoped
public class SalesForecastTable {
  private static final String STAYS =
      """
      select c.deal_id, d.owner_id, d.team, s.pipeline_id, s.id, s.kind, c.at, c.amount, c.currency,
             c.close_on
      from deal_stage_change c join deal d on d.id = c.deal_id
        join pipeline_stage s on s.id = c.to_stage
      where d.closed_at is null or d.closed_at >= ?
      order by c.deal_id, c.at, c.id
      """;

  private static final String OPEN =
      """
      select d.id, d.owner_id, d.team, s.pipeline_id, s.id, s.kind, d.stage_since, d.amount,
             d.currency, d.close_on
      from deal d join pipeline_stage s on s.id = d.stage_id where s.kind = 'OPEN'
      """;

  @Inject private Database database;

  /** For the container. */
  public SalesForecastTable() {}

  /** For use outside a container. */
  SalesForecastTable(Database database) {
    this.database = database;
  }

  /**
   * An amount that was forecast.
   *
   * @param month when, its first day
   * @param target for when, its first day
   */
  record Snapshot(
      LocalDate month,
      LocalDate target,
      UUID pipelineId,
      UUID ownerId,
      String team,
      String currency,
      ForecastMethod method,
      double amount)
      implements Owned {
    @Override
    public String getTeam() {
      return team;
    }
  }

  /**
   * The ways of all deals that are open or were closed since a moment, each deal's together and in
   * the order of time.
   */
  List<DealStay> stays(Instant closedSince) throws SQLException {
    return database.list(STAYS, SalesForecastTable::stay, closedSince);
  }

  /** Open deals as they are now. */
  List<DealStay> open() throws SQLException {
    return database.list(OPEN, SalesForecastTable::stay);
  }

  private static DealStay stay(ResultSet row) throws SQLException {
    Date closeOn = row.getDate(10);
    return new DealStay(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getObject(5, UUID.class),
        StageKind.valueOf(row.getString(6)),
        row.getTimestamp(7).toInstant(),
        row.getBigDecimal(8),
        row.getString(9),
        closeOn == null ? null : closeOn.toLocalDate());
  }

  Map<UUID, SalesForecaster.Terms> stages() throws SQLException {
    Map<UUID, SalesForecaster.Terms> stages = new HashMap<>();
    database.list(
        "select id, probability, category from pipeline_stage",
        row ->
            stages.put(
                row.getObject(1, UUID.class),
                new SalesForecaster.Terms(
                    row.getInt(2), ForecastCategory.valueOf(row.getString(3)))));
    return stages;
  }

  /** The id of a person; null: there is none of that name. */
  UUID person(String username) throws SQLException {
    List<UUID> found =
        database.list(
            "select id from app_user where username = ?",
            row -> row.getObject(1, UUID.class),
            username);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Who is in a team. */
  Set<UUID> members(String team) throws SQLException {
    return new HashSet<>(
        database.list(
            "select m.user_id from team_member m join team t on t.id = m.team_id"
                + " where t.name = ?",
            row -> row.getObject(1, UUID.class),
            team));
  }

  /** When the first deal of all came. */
  Optional<Instant> firstStay() throws SQLException {
    return database
        .list(
            "select min(at) from deal_stage_change",
            row -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .get(0);
  }

  /** The months of which snapshots were taken. */
  List<LocalDate> taken() throws SQLException {
    return database.list(
        "select month from sales_forecast_run order by month", row -> row.getDate(1).toLocalDate());
  }

  /**
   * Writes all snapshots of a month, or none.
   *
   * @return false: somebody else did so before
   */
  boolean save(LocalDate month, Instant at, List<Snapshot> snapshots) throws SQLException {
    return database.transaction(
        connection -> {
          try (PreparedStatement run =
              connection.prepareStatement(
                  "insert into sales_forecast_run (month, taken_at, rows) values (?, ?, ?)"
                      + " on conflict do nothing")) {
            run.setObject(1, month);
            run.setTimestamp(2, Timestamp.from(at));
            run.setInt(3, snapshots.size());
            if (run.executeUpdate() == 0) {
              return false;
            }
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into sales_forecast_snapshot (month, target, pipeline_id, owner_id,"
                      + " team, currency, method, amount) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Snapshot one : snapshots) {
              insert.setObject(1, one.month());
              insert.setObject(2, one.target());
              insert.setObject(3, one.pipelineId());
              insert.setObject(4, one.ownerId(), Types.OTHER);
              insert.setString(5, one.team());
              insert.setString(6, one.currency());
              insert.setString(7, one.method().name());
              insert.setBigDecimal(
                  8, BigDecimal.valueOf(one.amount()).setScale(2, RoundingMode.HALF_UP));
              insert.addBatch();
            }
            insert.executeBatch();
          }
          return true;
        });
  }

  /** What was forecast for months before one, since another. */
  List<Snapshot> snapshots(LocalDate from, LocalDate before) throws SQLException {
    return new ArrayList<>(
        database.list(
            "select month, target, pipeline_id, owner_id, team, currency, method, amount"
                + " from sales_forecast_snapshot where month >= ? and target < ?",
            row ->
                new Snapshot(
                    row.getDate(1).toLocalDate(),
                    row.getDate(2).toLocalDate(),
                    row.getObject(3, UUID.class),
                    row.getObject(4, UUID.class),
                    row.getString(5),
                    row.getString(6),
                    ForecastMethod.valueOf(row.getString(7)),
                    row.getDouble(8)),
            Date.valueOf(from),
            Date.valueOf(before)));
  }
}
