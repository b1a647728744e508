package io.iotcrm.benchmark.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.ApiOptions;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.report.Quantiles;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Bytes a reading and times of queries, before and after days are closed. */
@Command(
    name = "storage",
    mixinStandardHelpOptions = true,
    description = {
      "Replays the Occupancy Detection data set over many devices and past days into the database,",
      "has the days closed, and states bytes a reading and times of queries before and after."
    })
public final class StorageCommand implements Runnable {
  private static final String PROFILE = "occupancy-sensor";
  private static final int A_DAY = 1_440 * OccupancyData.KEYS.size();
  private static final long MOST = 500_000_000L;

  /** Days younger than this are not closed by themselves yet. */
  private static final int RECENT = 4;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions apiOptions;
  @Mixin private DatabaseOptions database;
  @Mixin private ReportOptions reports;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data set.")
  private Path data;

  @Option(
      names = "--readings",
      defaultValue = "50000000",
      description = "At least (${DEFAULT-VALUE}).")
  private long readings;

  @Option(names = "--days", defaultValue = "90", description = "Default: ${DEFAULT-VALUE}")
  private int days;

  @Option(names = "--runs", defaultValue = "30", description = "Of each query: ${DEFAULT-VALUE}")
  private int runs;

  @Option(
      names = "--slow-runs",
      defaultValue = "3",
      description = "Of the long query before days are closed: ${DEFAULT-VALUE}")
  private int slowRuns;

  @Option(names = "--wait-minutes", defaultValue = "60", description = "For the days to be closed.")
  private int waitMinutes;

  @Override
  public void run() {
    if (readings < 1 || readings > MOST || days < 1 || days > 365) {
      throw new CommandFailure("--readings must be 1 to " + MOST + ", --days 1 to 365");
    }
    List<OccupancyData.Row> rows = OccupancyData.read(data);
    int devices = (int) ((readings + (long) days * A_DAY - 1) / ((long) days * A_DAY));
    apiOptions.withApi(
        api -> {
          try (Connection connection = database.connect()) {
            measure(api, connection, rows, ids(api, devices));
          } catch (SQLException e) {
            throw new CommandFailure("the database refused", e);
          }
        });
  }

  private void measure(
      ApiClient api, Connection connection, List<OccupancyData.Row> rows, List<String> ids)
      throws SQLException {
    PrintWriter print = spec.commandLine().getOut();
    LocalDate end = LocalDate.now(ZoneOffset.UTC).minusDays(RECENT);
    LocalDate begin = end.minusDays(days);
    long begun = System.nanoTime();
    long written = replay(connection, rows, ids, begin, end, print);
    double copySeconds = (System.nanoTime() - begun) / 1e9;
    StoredBytes before = StoredBytes.rows(connection);
    print.printf("%,d readings in rows, %s bytes each%n", before.readings(), before.each());
    QueryTimes queries = new QueryTimes(api, ids, instant(begin), instant(end));
    int series = Math.min(100, ids.size() * OccupancyData.KEYS.size());
    Quantiles dayBefore = queries.days(5, runs);
    Quantiles hoursBefore = queries.hours(1, slowRuns, series);
    print.println("Day of a series: " + dayBefore);
    print.println("Hours of " + series + " series: " + hoursBefore);
    begun = System.nanoTime();
    String message = compact(api, print);
    double closeSeconds = (System.nanoTime() - begun) / 1e9;
    StoredBytes after = StoredBytes.packed(connection);
    Quantiles dayAfter = queries.days(20, runs);
    Quantiles hoursAfter = queries.hours(5, runs, series);
    Report report =
        new Report("storage", "Storage of telemetry")
            .fact("devices", "Devices", ids.size())
            .fact("days", "Days", days)
            .fact("written", "Readings written by COPY", written)
            .fact("copySeconds", "Seconds for it", Math.round(copySeconds))
            .fact("compaction", "Closing of the days", message)
            .fact("closeSeconds", "Seconds for it", Math.round(closeSeconds))
            .table(
                "storage",
                "All in: tables, TOAST, indexes, rollups",
                List.of("state", "readings", "bytes", "bytes a reading"),
                List.of(
                    List.of("rows, before", before.readings(), before.bytes(), before.each()),
                    List.of("chunks and rollups", after.readings(), after.bytes(), after.each())))
            .table(
                "queries",
                "Queries through the API, to the last byte",
                List.of("query", "before", "after"),
                List.of(
                    List.of("one day of one series", dayBefore, dayAfter),
                    List.of(
                        "hourly averages of " + series + " series over " + days + " days",
                        hoursBefore,
                        hoursAfter)));
    reports.publish(report, print);
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private List<String> ids(ApiClient api, int count) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("key", PROFILE);
    profile.put("name", "Room sensor of the data set");
    profile.put(
        "series",
        OccupancyData.KEYS.stream().map(key -> Map.of("key", key, "kind", "NUMBER")).toList());
    profile.put("inactivitySeconds", 3_600);
    api.postMissing("device-profiles", PROFILE, profile);
    List<String> ids = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      String id = String.format("storage-%04d", n);
      api.postMissing(
          "devices",
          id,
          Map.of("id", id, "profileKey", PROFILE, "name", "Room " + n, "site", "bench"));
      ids.add(id);
    }
    return ids;
  }

  private static long replay(
      Connection connection,
      List<OccupancyData.Row> rows,
      List<String> ids,
      LocalDate begin,
      LocalDate end,
      PrintWriter print)
      throws SQLException {
    ReplayedDays replay =
        new ReplayedDays(
            connection,
            rows,
            numbers(connection, "select no from device where id = any(?) order by id", ids),
            keyNumbers(connection));
    long written = 0;
    for (LocalDate day = begin; day.isBefore(end); day = day.plusDays(1)) {
      if (!replay.isWritten(day)) {
        written += replay.write(day);
        print.printf("%s: %,d readings written%n", day, written);
        print.flush();
      }
    }
    replay.analyze();
    return written;
  }

  private static List<Integer> keyNumbers(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into telemetry_key (name) select n from unnest(?::text[]) n"
                + " on conflict do nothing")) {
      insert.setArray(1, connection.createArrayOf("text", OccupancyData.KEYS.toArray()));
      insert.executeUpdate();
    }
    return numbers(
        connection,
        "select no from telemetry_key where name = any(?)"
            + " order by array_position(?::text[], name)",
        OccupancyData.KEYS);
  }

  private static List<Integer> numbers(Connection connection, String sql, List<String> names)
      throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
        query.setArray(i, connection.createArrayOf("text", names.toArray()));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          numbers.add(row.getInt(1));
        }
      }
    }
    return numbers;
  }

  /** Asks for it and waits until a run that began afterwards has ended. */
  private String compact(ApiClient api, PrintWriter print) {
    JsonNode asked = api.post("system/telemetry-storage/compaction", Map.of(), null);
    String requestedAt = asked.path("upkeep").path("requestedAt").asText();
    Instant giveUp = Instant.now().plus(Duration.ofMinutes(waitMinutes));
    String step = "";
    while (Instant.now().isBefore(giveUp)) {
      JsonNode upkeep = api.get("system/telemetry-storage").path("upkeep");
      String now = upkeep.path("step").asText("");
      if (!now.equals(step)) {
        step = now;
        print.println(step);
        print.flush();
      }
      boolean begun = isAfter(upkeep.path("startedAt"), requestedAt);
      if (begun && isAfter(upkeep.path("finishedAt"), upkeep.path("startedAt").asText())) {
        return upkeep.path("message").asText();
      }
      pause();
    }
    throw new CommandFailure("the days were not closed within " + waitMinutes + " minutes");
  }

  private static boolean isAfter(JsonNode at, String other) {
    return at.isTextual() && Instant.parse(at.asText()).isAfter(Instant.parse(other));
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
