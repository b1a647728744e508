package io.iotcrm.ejb.hubspot;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A token bucket in PostgreSQL, shared by every instance and measured by the database's clock.
 *
 * <p>HubSpot counts requests in any ten seconds. A bucket that holds b and is refilled by r a
 * second lets at most b + 10 r through in any ten seconds, so a limit of L is kept with b = L / 5
 * and r = 0.08 L. The daily limit is counted by the hour over 25 hours, because the account's
 * midnight is not known here.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SharedRequestBudget {
  private static final String REFILLED =
      "least(?, tokens + greatest(0, extract(epoch from clock_timestamp() - refilled_at)) * ?)";

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private HubSpotSettings settings;

  /** Takes one request, or says how long there is none. Each statement commits by itself. */
  public Optional<Duration> tryTake() {
    double capacity = settings.requestsPerTenSeconds() / 5.0;
    double refill = settings.requestsPerTenSeconds() * 0.08;
    try (Connection connection = database.getConnection()) {
      if (requestsOfTheDay(connection) >= settings.requestsPerDay()) {
        return Optional.of(Duration.ofHours(1));
      }
      if (take(connection, capacity, refill)) {
        count(connection);
        return Optional.empty();
      }
      return Optional.of(untilNext(connection, refill));
    } catch (SQLException e) {
      throw new CrmUnavailableException(
          "the request budget could not be asked: " + e.getMessage(), Duration.ofSeconds(10), e);
    }
  }

  public void block(Duration duration) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update hubspot_quota set tokens = 0, refilled_at = clock_timestamp(),"
                    + " blocked_until = greatest(blocked_until, clock_timestamp()"
                    + " + make_interval(secs => ?)) where name = 'hubspot'")) {
      update.setDouble(1, duration.toMillis() / 1000.0);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new CrmUnavailableException(
          "the request budget could not be blocked: " + e.getMessage(), duration, e);
    }
  }

  public long requestsOfTheDay() {
    try (Connection connection = database.getConnection()) {
      return requestsOfTheDay(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the requests of the day could not be counted", e);
    }
  }

  /** Until when HubSpot asked to wait; empty when it did not. */
  public Optional<Instant> blockedUntil() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select blocked_until from hubspot_quota where name = 'hubspot'"
                    + " and blocked_until > clock_timestamp()");
        ResultSet r = select.executeQuery()) {
      return r.next() ? Optional.of(r.getTimestamp(1)).map(Timestamp::toInstant) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("the request budget could not be read", e);
    }
  }

  private static boolean take(Connection connection, double capacity, double refill)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into hubspot_quota (name, tokens) values ('hubspot', 1)"
                + " on conflict do nothing")) {
      insert.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update hubspot_quota set tokens = "
                + REFILLED
                + " - 1, refilled_at = clock_timestamp() where name = 'hubspot'"
                + " and (blocked_until is null or blocked_until <= clock_timestamp()) and "
                + REFILLED
                + " >= 1")) {
      update.setDouble(1, capacity);
      update.setDouble(2, refill);
      update.setDouble(3, capacity);
      update.setDouble(4, refill);
      return update.executeUpdate() == 1;
    }
  }

  private static void count(Connection connection) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into hubspot_usage (hour, requests) values (date_trunc('hour', now()), 1)"
                + " on conflict (hour) do update set requests = hubspot_usage.requests + 1")) {
      upsert.executeUpdate();
    }
  }

  private static long requestsOfTheDay(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select coalesce(sum(requests), 0) from hubspot_usage"
                    + " where hour > now() - interval '25 hours'");
        ResultSet r = select.executeQuery()) {
      r.next();
      return r.getLong(1);
    }
  }

  private static Duration untilNext(Connection connection, double refill) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select greatest(0, extract(epoch from blocked_until - clock_timestamp()))"
                    + " from hubspot_quota where name = 'hubspot'");
        ResultSet r = select.executeQuery()) {
      double blocked = r.next() ? r.getDouble(1) : 0;
      return Duration.ofMillis((long) Math.ceil(1000 * Math.max(blocked, 1 / refill)));
    }
  }
}
