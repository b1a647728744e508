package io.iotcrm.benchmark.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * What telemetry takes in the database: tables, TOAST, indexes, free space maps and rollups.
 *
 * @param readings that are stored, of all devices
 */
record StoredBytes(long readings, long bytes) {
  private static final String ROWS =
      """
      select (select count(*) from open_reading),
             (select coalesce(sum(pg_total_relation_size(i.inhrelid)), 0) from pg_inherits i
              where i.inhparent in ('reading'::regclass, 'reading_closing'::regclass))
      """;

  private static final String PACKED =
      """
      select (select coalesce(sum(readings), 0) from telemetry_chunk),
             (select coalesce(sum(pg_total_relation_size(t.relid)), 0)
              from pg_partition_tree('telemetry_chunk') t where t.isleaf)
           + (select coalesce(sum(pg_total_relation_size(t.relid)), 0)
              from pg_partition_tree('telemetry_rollup') t where t.isleaf)
      """;

  /** What is in rows. */
  static StoredBytes rows(Connection connection) throws SQLException {
    return ask(connection, ROWS);
  }

  /** What is in chunks, with the rollups. */
  static StoredBytes packed(Connection connection) throws SQLException {
    return ask(connection, PACKED);
  }

  private static StoredBytes ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new StoredBytes(row.getLong(1), row.getLong(2));
    }
  }

  String each() {
    return readings == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) bytes / readings);
  }
}
