package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Archives;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.Command;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import io.iotcrm.server.cli.host.Trees;
import io.iotcrm.server.cli.host.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL, from its Maven artifact, with its data in the installation's home. */
public final class Database {
  private static final String PORT = "database";

  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Path home;
  private final BackgroundProcess process;

  public Database(Layout layout, Ports ports, Secrets secrets) {
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.home = layout.home().resolve("database");
    this.process = new BackgroundProcess(data().resolve("postmaster.pid"), data().toString());
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public int port() {
    return ports.require(PORT);
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/iotcrm";
  }

  public Path log() {
    return home.resolve("postgresql.log");
  }

  public void settlePorts() throws IOException {
    if (!isRunning()) {
      ports.settle(PORT, 15432);
    }
  }

  /** Unpacks, initialises, starts, and sees to the roles: whatever of it is missing. */
  public void up() throws IOException, SQLException {
    Path bin = unpacked();
    if (!isRunning()) {
      initialise(bin);
      start(bin);
    }
    ensureRoles();
  }

  public void start() throws IOException {
    if (!isRunning()) {
      start(unpacked());
    }
  }

  private Path unpacked() throws IOException {
    Path target = layout.unpacked("postgresql-" + Layout.version("postgres"));
    if (!Files.isDirectory(target)) {
      Archives.unpack(layout.postgresArchive(), target);
    }
    return target.resolve("bin");
  }

  /** A data directory counts once initdb has finished; half a one is made again. */
  private void initialise(Path bin) throws IOException {
    Path complete = home.resolve("initialised");
    if (Files.exists(complete)) {
      return;
    }
    Trees.delete(data());
    Files.createDirectories(home);
    Path passwordFile = home.resolve("superuser");
    PrivateFile.write(passwordFile, secrets.get("database.superuser") + "\n");
    Unprivileged user = Unprivileged.here();
    user.own(home);
    List<String> command = new ArrayList<>(user.prefix());
    command.addAll(
        List.of(
            bin.resolve("initdb").toString(),
            "--pgdata=" + data(),
            "--username=postgres",
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums"));
    Command.run(command, Map.of(), home);
    Files.delete(passwordFile);
    Files.createFile(complete);
  }

  private void start(Path bin) throws IOException {
    Placeholders values =
        new Placeholders(Map.of("iotcrm.database.port", Integer.toString(port())));
    for (String name : List.of("postgresql.conf", "pg_hba.conf")) {
      String text = Files.readString(layout.config("postgresql/" + name));
      Files.writeString(data().resolve(name), values.fill(name, text));
    }
    Unprivileged user = Unprivileged.here();
    List<String> command = new ArrayList<>(user.prefix());
    command.addAll(List.of(bin.resolve("postgres").toString(), "-D", data().toString()));
    BackgroundProcess.start(command, Map.of(), home, log());
    Await.until("PostgreSQL; see " + log(), Duration.ofSeconds(60), () -> answers());
  }

  private boolean answers() throws SQLException {
    try (Connection connection = superuser("postgres")) {
      return connection.isValid(2);
    }
  }

  private void ensureRoles() throws IOException, SQLException {
    Placeholders values =
        new Placeholders(
            Map.of(
                "iotcrm.database.password", secrets.get("database.iotcrm"),
                "iotcrm.database.broker.password", secrets.get("database.iotcrm_broker")));
    String roles = Files.readString(layout.config("postgresql/roles.sql"));
    try (Connection connection = superuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(values.fill("roles.sql", roles));
      try (ResultSet found =
          statement.executeQuery("select from pg_database where datname = 'iotcrm'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database iotcrm owner iotcrm");
    }
  }

  private Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?connectTimeout=2",
        "postgres",
        secrets.get("database.superuser"));
  }

  /** As the application's role, which owns the schema. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "iotcrm", password());
  }

  public String password() {
    return secrets.get("database.iotcrm");
  }

  /** Fast shutdown: sessions are ended, everything is on disk. */
  public void stop() throws IOException {
    if (process.handle().isPresent()) {
      long pid = process.handle().orElseThrow().pid();
      Command.run(List.of("sh", "-c", "kill -INT " + pid), Map.of(), home);
      if (!Await.quietly(Duration.ofSeconds(60), () -> !isRunning())) {
        process.kill();
      }
    }
  }

  /** As a crash of the machine's process: the next start recovers from the log. */
  public boolean kill() {
    return process.kill();
  }

  private Path data() {
    return layout.home().resolve("database/data");
  }
}
