package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** The tables: the product's own by Flyway, the batch runtime's from the server's DDL. */
public final class Schema {
  private final Layout layout;
  private final Database database;

  public Schema(Layout layout, Database database) {
    this.layout = layout;
    this.database = database;
  }

  /** Applies what is missing and returns the version reached. */
  public String migrate() throws IOException, SQLException {
    MigrateResult result =
        Flyway.configure()
            .dataSource(database.url(), "iotcrm", database.password())
            .locations("classpath:db/migration")
            .load()
            .migrate();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(layout.config("postgresql/grants.sql")));
    }
    return result.targetSchemaVersion == null
        ? result.initialSchemaVersion
        : result.targetSchemaVersion;
  }

  /** The server does not make the batch repository's tables on PostgreSQL by itself. */
  public void ensureBatchTables(Path payara) throws IOException, SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select to_regclass('jobinstancedata') is not null")) {
        found.next();
        if (found.getBoolean(1)) {
          return;
        }
      }
      Path ddl = payara.resolve("glassfish/lib/install/databases/jsr352-postgresql.sql");
      connection.setAutoCommit(false);
      for (String sql : Files.readString(ddl).split(";")) {
        // The file begins by dropping what it makes; here there is nothing yet.
        if (!sql.isBlank() && !sql.trim().startsWith("DROP")) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }
}
