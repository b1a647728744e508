package io.iotcrm.ejb.rule;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.twin.RuleTrial;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.device.TwinMemory;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.telemetry.ReadingHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries a rule on stored readings, device by device: each begins with the twin as the database knew
 * it at the beginning of the span and gets its readings one by one. Nothing is written and nothing
 * is sent. Memory does not grow with the readings.
 */
@ApplicationScoped
public class DryRunReplay {
  private static final int LOOK_EVERY = 1_000;

  @Inject private Database database;
  @Inject private DeviceDirectory directory;
  @Inject private TwinMemory memory;
  @Inject private ReadingHistory history;

  /** For the container. */
  public DryRunReplay() {}

  DryRunReplay(
      Database database, DeviceDirectory directory, TwinMemory memory, ReadingHistory history) {
    this.database = database;
    this.directory = directory;
    this.memory = memory;
    this.history = history;
  }

  /** Is told how far it came. */
  @FunctionalInterface
  interface Progress {
    /**
     * @return false to stop: nobody wants the result any more
     */
    boolean reached(int devices, int devicesDone, long readings) throws SQLException;
  }

  /** Ends the reading of a device. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  /** One run. */
  private final class Run {
    private final DryRunRequest request;
    private final CompiledRule rule;
    private final Progress progress;
    private final DryRunTally tally;
    private final long end = System.nanoTime() + DryRunLimit.MAX_TIME.toNanos();
    private int devices;
    private long nextLook = System.nanoTime();
    private boolean over;

    Run(DryRunRequest request, Progress progress) {
      this.request = request;
      this.rule = CompiledRule.compile(Ids.next(), request.rule());
      this.progress = progress;
      this.tally = new DryRunTally(rule, request);
    }

    String run() throws SQLException {
      List<DryRunDevice> all = devices(request);
      if (all.size() > DryRunLimit.MAX_DEVICES) {
        tally.cutShort(DryRunLimit.DEVICES);
        all = all.subList(0, DryRunLimit.MAX_DEVICES);
      }
      devices = all.size();
      for (DryRunDevice device : all) {
        look();
        if (over) {
          break;
        }
        KnownDevice known = directory.find(List.of(device.id())).get(device.id());
        if (known != null) {
          replay(device, known);
        }
      }
      look();
      return tally.json();
    }

    private void replay(DryRunDevice device, KnownDevice known) throws SQLException {
      Twin twin =
          memory.recall(List.of(new TwinMemory.Question(known, request.from()))).get(known.id());
      RuleTrial trial =
          new RuleTrial(
              twin,
              known.traits(),
              rule,
              request.from(),
              tally::count,
              episode -> tally.add(device, episode));
      try {
        history.forEach(
            known,
            request.from(),
            request.to(),
            reading -> {
              if (tally.readings() >= DryRunLimit.MAX_READINGS) {
                tally.cutShort(DryRunLimit.READINGS);
                over = true;
              } else if (tally.countReading() % LOOK_EVERY == 0) {
                look();
              }
              if (over) {
                throw new Stop();
              }
              trial.take(reading);
            });
      } catch (Stop stopped) {
        return;
      }
      trial.finish(request.to());
      tally.deviceDone();
    }

    /** Once a second. */
    private void look() {
      long now = System.nanoTime();
      if (now < nextLook) {
        return;
      }
      nextLook = now + Duration.ofSeconds(1).toNanos();
      if (now > end) {
        tally.cutShort(DryRunLimit.TIME);
        over = true;
      }
      try {
        over |= !progress.reached(devices, tally.devices(), tally.readings());
      } catch (SQLException e) {
        throw new IllegalStateException("the progress could not be written", e);
      }
    }
  }

  /**
   * Tries the rule. Blocks until it is done, stopped or cut short.
   *
   * @return the report, JSON
   */
  String run(DryRunRequest request, Progress progress) throws SQLException {
    return new Run(request, progress).run();
  }

  private List<DryRunDevice> devices(DryRunRequest request) throws SQLException {
    String sql =
        """
        select d.id, d.name, d.site from device d join device_profile p on p.id = d.profile_id
        where (?::text is null or p.key = ?) and (?::text is null or d.site = ?)
          and (? or d.id = any(?))
        order by d.id limit ?
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, request.profileKey());
            statement.setString(2, request.profileKey());
            statement.setString(3, request.site());
            statement.setString(4, request.site());
            statement.setBoolean(5, request.deviceIds().isEmpty());
            statement.setArray(6, connection.createArrayOf("text", request.deviceIds().toArray()));
            statement.setInt(7, DryRunLimit.MAX_DEVICES + 1);
            List<DryRunDevice> devices = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                devices.add(new DryRunDevice(row.getString(1), row.getString(2), row.getString(3)));
              }
            }
            return devices;
          }
        });
  }
}
