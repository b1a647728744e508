package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Fault.Healing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Disks that take nothing more: the limit RLIMIT_FSIZE of the processes is 0, so that every write
 * to a file fails. That is harder than a full volume, on which files that exist may still be
 * overwritten.
 */
final class DiskFaults {
  private static final String DATABASE = "postgresql";

  private DiskFaults() {}

  static List<Fault> of(Scene scene) {
    Processes processes = scene.processes();
    return List.of(
        new Fault(
            "edge-disk-full",
            Set.of("edge", scene.lines().edge().part()),
            scene.edge()::fillDisk,
            scene.edge()::freeDisk,
            Healing.LINE,
            true),
        Fault.of(
            "broker-disk-full",
            "broker",
            Healing.BROKER,
            () -> {
              processes.limitFiles("broker");
              return scene.manners().silence();
            },
            () -> {
              processes.freeFiles("broker");
              // It has stopped its work by itself and is started as an administrator would.
              scene.iotcrm().run("broker", "stop");
              scene.iotcrm().run("broker", "start");
            }),
        Fault.of(
            "database-disk-full",
            "database",
            Healing.DATABASE,
            () -> {
              processes.limitFiles(DATABASE);
              return () -> refusal(scene);
            },
            () -> {
              processes.freeFiles(DATABASE);
              scene.iotcrm().run("database", "stop");
              scene.iotcrm().run("database", "start");
            }));
  }

  /** Whether PostgreSQL refuses to write, or is away because it had to. */
  private static Finding refusal(Scene scene) {
    try (Connection connection = scene.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create temporary table proof_of_room as select 1 as one");
      return new Finding(false, "database: still writes");
    } catch (SQLException e) {
      return new Finding(true, "database: refuses to write, SQLSTATE " + e.getSQLState());
    }
  }
}
