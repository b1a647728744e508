package io.iotcrm.ejb.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL with the product's schema, one for all tests of a run, started when the first asks;
 * each test class gets a database of its own. Gives {@link DataSource} and {@link Database} as
 * parameters of constructors, life cycle methods and tests.
 */
public final class PostgresExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PostgresExtension.class);
  private static final String TEMPLATE = "migrated";

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    Server server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Server.class, key -> new Server(), Server.class);
    context.getStore(NAMESPACE).put(DataSource.class, server.newDatabase());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == DataSource.class || type == Database.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    DataSource source = context.getStore(NAMESPACE).get(DataSource.class, DataSource.class);
    return parameter.getParameter().getType() == Database.class ? new Database(source) : source;
  }

  /** The process, which ends with the run. */
  private static final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private int databases;

    Server() {
      try {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        execute("create database " + TEMPLATE);
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(postgres.getDatabase("postgres", TEMPLATE))
            .locations("classpath:db/migration")
            .load()
            .migrate();
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("PostgreSQL could not be started for the tests", e);
      }
    }

    synchronized DataSource newDatabase() throws SQLException {
      String name = "test_" + ++databases;
      execute("create database " + name + " template " + TEMPLATE);
      return postgres.getDatabase("postgres", name);
    }

    private void execute(String sql) throws SQLException {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }
}
