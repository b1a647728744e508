package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.SessionView;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who is signed in to the portal, in the database: every instance sees at once who is not. */
@ApplicationScoped
public class SessionTable {
  /** As long as the server keeps a session that nobody uses. */
  private static final Duration IDLE = Duration.ofMinutes(60);

  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final int MAX_SHOWN = 200;

  @Inject private Database database;

  /** After so long a person has to sign in again, whatever was done meanwhile. */
  @Inject
  @ConfigProperty(name = "iotcrm.security.session-max", defaultValue = "PT12H")
  private Duration longest;

  /** For the container. */
  public SessionTable() {}

  /** For use outside a container. */
  SessionTable(Database database, Duration longest) {
    this.database = database;
    this.longest = longest;
  }

  void begin(UUID id, String username, String address, String browser) throws SQLException {
    database.update(
        "insert into user_session (id, username, address, browser) values (?, ?, ?, ?)",
        id,
        username,
        address,
        browser);
  }

  /** Whether nobody ended it and its time is not over; notes that it was used. */
  boolean use(UUID id) throws SQLException {
    Instant now = Instant.now();
    List<Boolean> stale =
        database.list(
            "select last_seen_at < ? from user_session where id = ? and ended_at is null"
                + " and signed_in_at > ?",
            row -> row.getBoolean(1),
            now.minus(TOUCH_EVERY),
            id,
            now.minus(longest));
    if (stale.isEmpty()) {
      return false;
    }
    if (stale.get(0)) {
      database.update("update user_session set last_seen_at = ? where id = ?", now, id);
    }
    return true;
  }

  /** Those that nobody ended and whose time is not over. */
  Set<UUID> open(Set<UUID> ids) throws SQLException {
    String marks = String.join(",", ids.stream().map(id -> "?").toList());
    List<Object> values = new ArrayList<>(ids);
    values.add(Instant.now().minus(longest));
    return new HashSet<>(
        database.list(
            "select id from user_session where id in ("
                + marks
                + ") and ended_at is null and signed_in_at > ?",
            row -> row.getObject(1, UUID.class),
            values.toArray()));
  }

  /** Those that are open, the last used first; at most 200. */
  List<SessionView> open(String username, UUID current) throws SQLException {
    Instant now = Instant.now();
    return database.list(
        "select id, username, signed_in_at, last_seen_at, address, browser from user_session"
            + " where lower(username) = lower(?) and ended_at is null and last_seen_at > ?"
            + " and signed_in_at > ? order by last_seen_at desc, id limit "
            + MAX_SHOWN,
        row -> {
          UUID id = row.getObject(1, UUID.class);
          return new SessionView(
              id,
              row.getString(2),
              at(row.getTimestamp(3)),
              at(row.getTimestamp(4)),
              row.getString(5),
              row.getString(6),
              id.equals(current));
        },
        username,
        now.minus(IDLE),
        now.minus(longest));
  }

  /**
   * @return whether this person had such an open session
   */
  boolean end(UUID id, String username, String by) throws SQLException {
    return database.update(
            "update user_session set ended_at = now(), ended_by = ?"
                + " where id = ? and lower(username) = lower(?) and ended_at is null",
            by,
            id,
            username)
        > 0;
  }

  /**
   * @param but this one stays; null: none
   * @return how many
   */
  int endAll(String username, UUID but, String by) throws SQLException {
    return database.update(
        "update user_session set ended_at = now(), ended_by = ?"
            + " where lower(username) = lower(?) and ended_at is null"
            + " and (?::uuid is null or id <> ?::uuid)",
        by,
        username,
        but,
        but);
  }

  /** Sessions are remembered for a day after their last use. */
  int forgetOld() throws SQLException {
    return database.update(
        "delete from user_session where last_seen_at < now() - interval '1 day'");
  }

  private static Instant at(Timestamp time) {
    return time.toInstant();
  }
}
