package io.iotcrm.benchmark.database;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.api.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * Where the database is; its password comes from a file or the environment, not the command line.
 */
public final class DatabaseOptions {
  private static final Pattern HOST = Pattern.compile("^jdbc:postgresql://([^:/,]+)[:/]");

  @Option(
      names = "--db-url",
      paramLabel = "JDBC-URL",
      description = "For example jdbc:postgresql://127.0.0.1:5432/iotcrm")
  private String url;

  @Option(names = "--db-user", defaultValue = "iotcrm", description = "Default: ${DEFAULT-VALUE}")
  private String user;

  @Option(
      names = "--db-password-file",
      paramLabel = "FILE",
      description = {
        "Holds the password, or a line database.USER=password;",
        "without it IOTCRM_DB_PASSWORD of the environment is used."
      })
  private Path passwordFile;

  public boolean isGiven() {
    return url != null;
  }

  /** A new connection with auto-commit; gives up after five seconds. */
  public Connection connect() throws SQLException {
    if (url == null) {
      throw new CommandFailure("this needs --db-url");
    }
    Matcher host = HOST.matcher(url);
    if (!host.find()) {
      throw new CommandFailure("not a URL jdbc:postgresql://HOST:PORT/DATABASE: " + url);
    }
    Loopback.require(host.group(1));
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password());
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("ApplicationName", "iotcrm-benchmark");
    properties.setProperty("stringtype", "unspecified");
    properties.setProperty("reWriteBatchedInserts", "true");
    return DriverManager.getConnection(url, properties);
  }

  private String password() {
    if (passwordFile == null) {
      return System.getenv().getOrDefault("IOTCRM_DB_PASSWORD", "");
    }
    try {
      Optional<String> line = new Credentials(passwordFile).find("database." + user);
      return line.isPresent() ? line.get() : Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + passwordFile, e);
    }
  }
}
