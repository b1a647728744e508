package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SchemaTest {

  @Test
  void everyMigrationIsApplied(Database database) throws SQLException {
    int failed =
        database.call(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "select count(*) filter (where not success) from flyway_schema_history")) {
                row.next();
                return row.getInt(1);
              }
            });
    assertThat(failed).isZero();
  }

  @Test
  void aDaysPartitionIsMadeOnce(Database database) throws SQLException {
    for (int i = 0; i < 2; i++) {
      database.call(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("select ensure_reading_partition(date '2026-02-28')");
            }
          });
    }
    long partitions =
        database.call(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "select count(*) from pg_inherits where inhparent = 'reading'::regclass")) {
                row.next();
                return row.getLong(1);
              }
            });
    assertThat(partitions).isEqualTo(1);
  }
}
