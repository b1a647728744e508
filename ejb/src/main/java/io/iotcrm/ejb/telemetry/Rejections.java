package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.telemetry.IngestOutcome.Rejection;
import io.iotcrm.domain.telemetry.RefusedReading;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is not taken, and keeps some of it so that people can see why. A device that sends
 * nothing but rubbish must not fill the database, so at most a hundred are kept a minute.
 */
@ApplicationScoped
public class Rejections {
  private static final Logger LOG = System.getLogger(Rejections.class.getName());
  private static final int KEPT_A_MINUTE = 100;
  private static final int MAX_SAMPLE = 100;

  @Inject private Database database;
  @Inject private Meters meters;

  private long minute;
  private int kept;

  /** Never throws: the readings beside the rejected ones are stored already. */
  void record(String source, List<Rejection> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    Map<String, Integer> reasons = new HashMap<>();
    rejected.forEach(one -> reasons.merge(one.reason(), 1, Integer::sum));
    reasons.forEach(meters::rejected);
    List<Rejection> some = rejected.subList(0, allowed(rejected.size()));
    if (some.isEmpty()) {
      return;
    }
    try {
      database.call(
          connection -> {
            try (PreparedStatement statement =
                connection.prepareStatement(
                    "insert into telemetry_rejection (id, source, device_id, reason, sample)"
                        + " values (?, ?, ?, ?, ?)")) {
              for (Rejection one : some) {
                statement.setObject(1, Ids.next());
                statement.setString(2, source);
                statement.setString(3, one.reading().deviceId());
                statement.setString(4, one.reason());
                statement.setString(5, sample(one));
                statement.addBatch();
              }
              return statement.executeBatch();
            }
          });
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "Rejected readings were counted but not kept", e);
    }
  }

  /** Those of a device that were kept, the newest first. */
  List<RefusedReading> of(String deviceId, int most) throws SQLException {
    return database.list(
        "select at, source, reason, sample from telemetry_rejection"
            + " where device_id = ? order by at desc limit ?",
        row ->
            new RefusedReading(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4)),
        deviceId,
        most);
  }

  private static String sample(Rejection one) {
    String value = String.valueOf(one.reading().value()).replace('\0', ' ');
    String text = one.reading().key() + " = " + value + " at " + one.reading().at();
    return text.length() <= MAX_SAMPLE ? text : text.substring(0, MAX_SAMPLE);
  }

  private synchronized int allowed(int wanted) {
    long now = System.currentTimeMillis() / 60_000;
    if (now != minute) {
      minute = now;
      kept = 0;
    }
    int granted = Math.min(wanted, KEPT_A_MINUTE - kept);
    kept += granted;
    return granted;
  }

  void forget(Duration age) throws SQLException {
    database.update(
        "delete from telemetry_rejection where at < now() - ? * interval '1 ms'", age.toMillis());
  }
}
