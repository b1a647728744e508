package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.DOOR;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DayClosingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 3); // a Tuesday
  private static final Instant MIDNIGHT = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private final Database database;
  private StoredTelemetry telemetry;
  private int device;

  DayClosingTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void prepare() throws SQLException {
    telemetry = new StoredTelemetry(database);
    device = telemetry.device();
  }

  @Test
  void aClosedDayReadsAsItDidBefore() throws Exception {
    telemetry.store(device, TEMPERATURE, minutes(MIDNIGHT, 1_440), 21.5);
    telemetry.store(device, DOOR, at(5), 1.0);
    telemetry.store(device, ZONE, at(7), "coffee");
    List<String> before = readings();

    DayClosing.Outcome outcome = telemetry.close(DAY);

    assertThat(outcome.stored()).isEqualTo(1_442);
    assertThat(readings()).isEqualTo(before).hasSize(1_442);
    assertThat(telemetry.number("select count(*) from reading")).isZero();
    assertThat(telemetry.number("select count(*) from pg_class where relname like 'closing%'"))
        .isZero();
  }

  @Test
  void aRedeliveryIntoAClosedDayShowsOnceBeforeAndAfterItIsMerged() throws Exception {
    telemetry.store(device, TEMPERATURE, at(1), 20.0);
    telemetry.close(DAY);

    telemetry.store(device, TEMPERATURE, at(1), 99.0);
    telemetry.store(device, TEMPERATURE, at(2), 21.0);
    assertThat(readings()).containsExactly("1 20.0", "2 21.0");

    telemetry.close(DAY);
    assertThat(readings()).containsExactly("1 20.0", "2 21.0");
    assertThat(telemetry.number("select passes from telemetry_day where day = '" + DAY + "'"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void readingsThatComeWhileTheDayIsClosedStay() throws Exception {
    telemetry.store(device, TEMPERATURE, at(1), 20.0);
    telemetry
        .closing()
        .close(
            DAY,
            readings -> {
              try {
                // The day has been moved away; its rows are being packed.
                telemetry.store(device, TEMPERATURE, at(1), 20.0);
                telemetry.store(device, TEMPERATURE, at(9), 22.0);
                assertThat(readings()).containsExactlyInAnyOrder("1 20.0", "9 22.0");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
              return true;
            });
    assertThat(readings()).containsExactly("1 20.0", "9 22.0");
  }

  @Test
  void workThatWasGivenUpHalfwayIsDoneByTheNextAttempt() throws Exception {
    telemetry.store(device, TEMPERATURE, minutes(MIDNIGHT, 60), 20.0);
    List<String> before = readings();

    assertThatThrownBy(() -> telemetry.closing().close(DAY, readings -> false))
        .isInstanceOf(InterruptedException.class);
    assertThat(readings()).isEqualTo(before);
    assertThat(telemetry.number("select count(*) from telemetry_chunk where device_no = " + device))
        .isZero();

    telemetry.close(DAY);
    assertThat(readings()).isEqualTo(before);
  }

  @Test
  void aSlowSeriesCollectsTheDaysOfAWeekInOneChunk() throws Exception {
    for (int day = 0; day < 7; day++) { // Tuesday to Monday
      telemetry.store(device, TEMPERATURE, minutes(MIDNIGHT.plusSeconds(86_400L * day), 24), 20.0);
    }
    for (int day : new int[] {0, 1, 4, 3, 6, 2, 5}) {
      telemetry.close(DAY.plusDays(day));
    }
    String where = " from telemetry_chunk where device_no = " + device;
    assertThat(telemetry.number("select sum(readings)" + where)).isEqualTo(7 * 24);
    assertThat(telemetry.number("select count(*)" + where)).isBetween(2L, 4L);
    assertThat(
            telemetry.number(
                "select count(*) from telemetry_chunk a join telemetry_chunk b"
                    + " using (device_no, key_no) where a.first_day < b.first_day"
                    + " and a.last_day >= b.first_day"))
        .isZero();
    assertThat(readings(MIDNIGHT, MIDNIGHT.plusSeconds(86_400 * 7))).hasSize(7 * 24);
  }

  @Test
  void aFastSeriesHasSeveralChunksADay() throws Exception {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 25_000; i++) {
      times.add(MIDNIGHT.plusMillis(3_000L * i));
    }
    telemetry.store(device, TEMPERATURE, times, 20.0);
    telemetry.close(DAY);
    telemetry.store(device, TEMPERATURE, at(1).plusMillis(1), 7.0);
    telemetry.close(DAY);
    telemetry.store(device, TEMPERATURE, MIDNIGHT.plusSeconds(86_400), 8.0);
    telemetry.close(DAY.plusDays(1));

    assertThat(
            telemetry.number(
                "select count(*) from telemetry_chunk where device_no = "
                    + device
                    + " and first_day = '"
                    + DAY
                    + "'"))
        .isEqualTo(3);
    assertThat(readings(MIDNIGHT, MIDNIGHT.plusSeconds(90_000))).hasSize(25_002);
  }

  @Test
  void readingsPastTheirRetentionAreLeftOutWhenADayIsClosed() throws Exception {
    telemetry.retention("{\"days\": 30, \"series\": {\"temperature\": 36500}}");
    LocalDate old = LocalDate.now(ZoneOffset.UTC).minusDays(40);
    Instant then = old.atStartOfDay(ZoneOffset.UTC).toInstant();
    telemetry.store(device, TEMPERATURE, then, 20.0);
    telemetry.store(device, DOOR, then, 1.0);

    DayClosing.Outcome outcome = telemetry.close(old);

    assertThat(outcome.stored()).isEqualTo(1);
    assertThat(outcome.expired()).isEqualTo(1);
    assertThat(outcome.touched()).anyMatch(name -> name.startsWith("telemetry_chunk_k36500_"));
  }

  @Test
  void whatIsKeptMovesWithTheProfilesRetentionAndGoesWithItsPartition() throws Exception {
    telemetry.store(device, TEMPERATURE, minutes(MIDNIGHT, 90), 20.0);
    telemetry.close(DAY);
    telemetry.retention("{\"days\": 5, \"rollupDays\": 36500}");

    assertThat(new RetentionMoves(database).run()).isEqualTo(2);
    assertThat(new RetentionMoves(database).run()).isZero();
    assertThat(readings()).hasSize(90);

    KeptPartitions.Partition week =
        database.call(KeptPartitions::all).stream()
            .filter(p -> p.isOfChunks() && p.keepDays() == 5)
            .findFirst()
            .orElseThrow();
    assertThat(week.firstDay()).isEqualTo(DAY.minusDays(1));
    assertThat(week.lastDay()).isEqualTo(DAY.plusDays(5));
    assertThat(database.<Long>transaction(c -> KeptPartitions.drop(c, week))).isEqualTo(90);
    assertThat(readings()).isEmpty();
    assertThat(
            telemetry.number(
                "select count(*) from telemetry_rollup_k36500_20260301 where device_no = "
                    + device))
        .isEqualTo(1);
  }

  @Test
  void chunksAreStoredAsTheyAre() throws Exception {
    telemetry.store(device, TEMPERATURE, at(1), 20.0);
    String part = telemetry.close(DAY).touched().stream().sorted().findFirst().orElseThrow();
    assertThat(
            telemetry.number(
                "select count(*) from pg_attribute where attname = 'data' and attstorage = 'e'"
                    + " and attrelid = '"
                    + part
                    + "'::regclass"))
        .isEqualTo(1);
  }

  private List<String> readings() throws SQLException {
    return readings(MIDNIGHT, MIDNIGHT.plusSeconds(86_400));
  }

  private List<String> readings(Instant from, Instant to) throws SQLException {
    List<SeriesNo> series =
        List.of(
            new SeriesNo(device, TEMPERATURE),
            new SeriesNo(device, DOOR),
            new SeriesNo(device, ZONE));
    long[] begin = new long[3];
    Arrays.fill(begin, from.toEpochMilli());
    List<String> found = new ArrayList<>();
    new MergedSeries(database, series, begin, to.toEpochMilli())
        .forEach(
            (index, at, value) -> found.add((at - MIDNIGHT.toEpochMilli()) / 60_000 + " " + value));
    return found;
  }

  private static Instant at(int minute) {
    return MIDNIGHT.plusSeconds(60L * minute);
  }

  private static List<Instant> minutes(Instant from, int count) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(from.plusSeconds(60L * i));
    }
    return times;
  }
}
