package io.iotcrm.ejb.sales;

import io.iotcrm.ejb.platform.Rows;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;

/** Deals of the default pipeline for tests of SQL, each with its history. */
final class SoldDeals {
  private final Rows rows;
  private final UUID account = UUID.randomUUID();

  SoldDeals(DataSource source) throws SQLException {
    rows = new Rows(source);
    rows.execute("insert into account (id, name) values (?, 'Grocer')", account);
  }

  Rows rows() {
    return rows;
  }

  UUID pipeline() throws SQLException {
    return rows.one(UUID.class, "select id from pipeline where is_default");
  }

  UUID stage(String key) throws SQLException {
    return rows.one(
        UUID.class,
        "select s.id from pipeline_stage s join pipeline p on p.id = s.pipeline_id"
            + " where p.is_default and s.key = ?",
        key);
  }

  UUID owner(String username) throws SQLException {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash)"
            + " values (?, ?, ?, 'x')",
        id,
        username,
        username);
    return id;
  }

  /** A deal that came to a stage on a day, and has not moved since. */
  UUID open(String stage, String since, int amount, String closeOn, UUID owner)
      throws SQLException {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into deal (id, name, account_id, stage_id, stage_since, amount, currency, owner_id,"
            + " close_on, created_at) values (?, 'Fridges', ?, ?, ?, ?, 'EUR', ?, ?, ?)",
        id,
        account,
        stage(stage),
        time(since),
        BigDecimal.valueOf(amount),
        owner,
        closeOn == null ? null : Date.valueOf(LocalDate.parse(closeOn)),
        time(since));
    came(id, stage, since, amount, closeOn);
    return id;
  }

  /** Moves a deal on. */
  void move(UUID deal, String stage, String day, int amount) throws SQLException {
    boolean closed = stage.equals("WON") || stage.equals("LOST");
    rows.execute(
        "update deal set stage_id = ?, stage_since = ?, closed_at = ? where id = ?",
        stage(stage),
        time(day),
        closed ? time(day) : null,
        deal);
    came(deal, stage, day, amount, null);
  }

  private void came(UUID deal, String stage, String day, int amount, String closeOn)
      throws SQLException {
    rows.execute(
        "insert into deal_stage_change (id, deal_id, to_stage, at, actor, amount, currency, close_on)"
            + " values (?, ?, ?, ?, 'test', ?, 'EUR', ?)",
        UUID.randomUUID(),
        deal,
        stage(stage),
        time(day),
        BigDecimal.valueOf(amount),
        closeOn == null ? null : Date.valueOf(LocalDate.parse(closeOn)));
  }

  static Timestamp time(String day) {
    return Timestamp.from(instant(day));
  }

  static Instant instant(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }
}
