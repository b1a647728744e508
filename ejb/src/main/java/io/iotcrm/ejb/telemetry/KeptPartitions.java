package io.iotcrm.ejb.telemetry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The partitions of chunks (a week each) and rollups (a month each), apart by how long they are
 * kept: what has expired goes as a whole, without a row being deleted.
 */
final class KeptPartitions {
  private static final Pattern NAME = Pattern.compile("(telemetry_\\w+?)_k(\\d+)_(\\d{8})");

  private KeptPartitions() {}

  /**
   * One of the two kinds.
   *
   * @param keepDays how long after its last day it is kept; 0: for good
   */
  record Partition(String name, String parent, int keepDays, LocalDate firstDay) {
    boolean isOfChunks() {
      return parent.equals("telemetry_chunk");
    }

    LocalDate lastDay() {
      return (isOfChunks() ? firstDay.plusWeeks(1) : firstDay.plusMonths(1)).minusDays(1);
    }
  }

  /** The name of the partition for a day, made where it is missing. */
  static String ensure(Connection connection, String parent, int keepDays, LocalDate day)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select ensure_kept_partition(?, ?, ?)")) {
      statement.setString(1, parent);
      statement.setInt(2, keepDays);
      statement.setObject(3, day);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** All there are, oldest first. */
  static List<Partition> all(Connection connection) throws SQLException {
    String sql =
        """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema and c.relkind = 'r' and c.relispartition
          and c.relname ~ '^telemetry_(chunk|rollup)_k[0-9]+_[0-9]{8}$'
        order by right(c.relname, 8), c.relname
        """;
    List<Partition> partitions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Matcher name = NAME.matcher(row.getString(1));
        if (name.matches()) {
          partitions.add(
              new Partition(
                  name.group(),
                  name.group(1),
                  Integer.parseInt(name.group(2)),
                  LocalDate.parse(name.group(3), DateTimeFormatter.BASIC_ISO_DATE)));
        }
      }
    }
    return partitions;
  }

  /** Drops a partition and says how many readings (or rollups) were in it. */
  static long drop(Connection connection, Partition partition) throws SQLException {
    String count = partition.isOfChunks() ? "coalesce(sum(readings), 0)" : "count(*)";
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '500ms'");
      long dropped;
      try (ResultSet row =
          statement.executeQuery("select " + count + " from " + partition.name())) {
        row.next();
        dropped = row.getLong(1);
      }
      statement.execute("drop table " + partition.name());
      return dropped;
    }
  }
}
