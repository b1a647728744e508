package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes readings. One statement stores many rows and is a transaction; rows that are there already
 * stay as they are, so writing twice is harmless.
 */
@ApplicationScoped
public class ReadingTable {
  private static final String NO_PARTITION = "23514";

  private static final String INSERT =
      """
      insert into reading (device_no, key_no, ts, num, txt)
      select d, k, 'epoch'::timestamptz + t * interval '1 ms', n, x
      from unnest(?::int4[], ?::int4[], ?::int8[], ?::float8[], ?::text[]) as r (d, k, t, n, x)
      on conflict do nothing
      """;

  @Inject private Database database;

  /** {@code none} leaves the write out, to measure the rest. Never in production. */
  @Inject
  @ConfigProperty(name = "iotcrm.ingest.store", defaultValue = "postgresql")
  private String store;

  private final Set<LocalDate> partitions = ConcurrentHashMap.newKeySet();

  /** For the container. */
  public ReadingTable() {}

  /** For use outside a container. */
  ReadingTable(Database database) {
    this.database = database;
    this.store = "postgresql";
  }

  /**
   * What became of a group of rows.
   *
   * @param stored how many are new
   * @param refused rows that the database will never take
   */
  record Written(int stored, List<StoredRow> refused) {}

  /**
   * @throws io.iotcrm.ejb.platform.OutageException where the database is away: nothing or all of it
   *     is stored, and it is to be repeated
   */
  Written write(List<StoredRow> rows) throws SQLException {
    if (rows.isEmpty() || store.equals("none")) {
      return new Written(rows.size(), List.of());
    }
    List<StoredRow> sorted = new ArrayList<>(rows);
    sorted.sort(StoredRow.BY_KEY);
    List<StoredRow> refused = new ArrayList<>();
    int stored =
        database.call(
            connection -> {
              ensurePartitions(connection, sorted);
              return insert(connection, sorted, refused);
            });
    return new Written(stored, refused);
  }

  /** Where a row is refused, halves until it is alone; the others are stored. */
  private int insert(Connection connection, List<StoredRow> rows, List<StoredRow> refused)
      throws SQLException {
    try {
      return insertAll(connection, rows);
    } catch (SQLException e) {
      if (NO_PARTITION.equals(e.getSQLState()) && !partitions.isEmpty()) {
        // Somebody dropped it: look again at all of them, then it is there or the row is wrong.
        partitions.clear();
        ensurePartitions(connection, rows);
        return insertAll(connection, rows);
      }
      if (Failure.of(e) != Failure.DATA) {
        throw e;
      }
      if (rows.size() == 1) {
        refused.add(rows.get(0));
        return 0;
      }
      int middle = rows.size() / 2;
      return insert(connection, rows.subList(0, middle), refused)
          + insert(connection, rows.subList(middle, rows.size()), refused);
    }
  }

  private static int insertAll(Connection connection, List<StoredRow> rows) throws SQLException {
    int size = rows.size();
    Integer[] devices = new Integer[size];
    Integer[] keys = new Integer[size];
    Long[] times = new Long[size];
    Double[] numbers = new Double[size];
    String[] texts = new String[size];
    for (int i = 0; i < size; i++) {
      StoredRow row = rows.get(i);
      devices[i] = row.deviceNo();
      keys[i] = row.keyNo();
      times[i] = row.atMillis();
      numbers[i] = row.number();
      texts[i] = row.text();
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setArray(1, connection.createArrayOf("int4", devices));
      statement.setArray(2, connection.createArrayOf("int4", keys));
      statement.setArray(3, connection.createArrayOf("int8", times));
      statement.setArray(4, connection.createArrayOf("float8", numbers));
      statement.setArray(5, connection.createArrayOf("text", texts));
      return statement.executeUpdate();
    }
  }

  private void ensurePartitions(Connection connection, List<StoredRow> rows) throws SQLException {
    LocalDate last = null;
    for (StoredRow row : rows) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(row.atMillis()), ZoneOffset.UTC);
      if (!day.equals(last) && !partitions.contains(day)) {
        try (PreparedStatement statement =
            connection.prepareStatement("select ensure_reading_partition(?)")) {
          statement.setDate(1, Date.valueOf(day));
          statement.execute();
        }
        partitions.add(day);
      }
      last = day;
    }
  }
}
