package io.iotcrm.ejb.security;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.SignInThrottle.Block;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The table of the addresses from which passwords were wrong. */
@ApplicationScoped
public class AddressFailures {
  private static final int MAX_BLOCKS = 1_000;

  private Database database;

  /** For the container. */
  protected AddressFailures() {}

  @Inject
  public AddressFailures(Database database) {
    this.database = database;
  }

  /**
   * Counts one more.
   *
   * @param free how many may fail within a quarter of an hour
   * @return until when nothing more is looked at; null: more may be tried
   */
  Instant count(String network, int free) throws SQLException {
    Timestamp until =
        database
            .list("select count_failed_sign_in(?, ?)", row -> row.getTimestamp(1), network, free)
            .get(0);
    return until == null ? null : until.toInstant();
  }

  List<Block> blocks() throws SQLException {
    return database.list(
        "select address, failures, last_failed_at, blocked_until from sign_in_address"
            + " where blocked_until > now() order by blocked_until desc limit "
            + MAX_BLOCKS,
        row ->
            new Block(
                row.getString(1),
                row.getInt(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant()));
  }

  int forget(String network) throws SQLException {
    return database.update("delete from sign_in_address where address = ?", network);
  }

  /** Addresses are kept for a day. */
  int forgetOld() throws SQLException {
    return database.update(
        "delete from sign_in_address where last_failed_at < now() - interval '1 day'");
  }

  /** An IPv6 subscriber has 2^64 addresses: they count as one. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      if (InetAddress.getByName(address) instanceof Inet6Address six) {
        byte[] bytes = six.getAddress();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i += 2) {
          text.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
          text.append(':');
        }
        return text + ":/64";
      }
    } catch (UnknownHostException noAddress) {
      return address;
    }
    return address;
  }
}
