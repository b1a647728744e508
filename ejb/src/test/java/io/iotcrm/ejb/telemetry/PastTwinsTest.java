package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.DOOR;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.PastTwinView;
import io.iotcrm.domain.device.PastTwinView.OpenAlarm;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.PastDeviceTable;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A month: temperature every ten minutes, a door that moved once, a zone now and then. */
@ExtendWith(PostgresExtension.class)
class PastTwinsTest {
  private static final DeviceReach EVERY_DEVICE =
      new DeviceReach() {
        @Override
        public void require(Action action, String deviceId) {
          // The one who asks reaches every device.
        }
      };

  private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
  private static final int DAYS = 30;

  private final Database database;
  private final PastTwins twins;
  private StoredTelemetry telemetry;
  private int no;
  private String id;

  PastTwinsTest(Database database) {
    this.database = database;
    this.twins =
        new PastTwins(
            new DeviceDirectory(database),
            new NewestReadings(database),
            new KeyDictionary(database),
            new PastDeviceTable(database),
            EVERY_DEVICE);
  }

  @BeforeEach
  void aMonth() throws Exception {
    telemetry = new StoredTelemetry(database);
    no = telemetry.device();
    id = text("select id from device where no = " + no);
    Map<Instant, Double> temperatures = new HashMap<>();
    for (int i = 0; i < DAYS * 144; i++) {
      temperatures.put(FROM.plus(Duration.ofMinutes(10L * i)), i / 10.0);
    }
    telemetry.store(no, TEMPERATURE, temperatures);
    telemetry.store(no, DOOR, at(1, 5), 1.0);
    telemetry.store(no, ZONE, at(20, 0), "coffee");
    for (int day = 0; day < 25; day++) {
      telemetry.close(LocalDate.of(2026, 2, 1).plusDays(day));
    }
  }

  private static Instant at(int day, int hour) {
    return FROM.plus(Duration.ofDays(day - 1L).plusHours(hour));
  }

  @Test
  void hasTheNewestReadingOfEachSeriesAtOrBeforeTheMomentFromChunksAndRows() {
    PastTwinView closed = twins.twin(id, at(10, 3).plusMillis(1));
    assertThat(closed.latest())
        .containsExactly(
            new SeriesPoint("door", at(1, 5), 1.0),
            new SeriesPoint("temperature", at(10, 3), (9 * 144 + 18) / 10.0));
    assertThat(closed.lastSeen()).isEqualTo(at(10, 3));

    PastTwinView open = twins.twin(id, at(28, 12));
    assertThat(open.latest())
        .extracting(SeriesPoint::at)
        .containsExactly(at(1, 5), at(28, 12), at(20, 0));
    assertThat(open.latest().get(2).value()).isEqualTo("coffee");

    PastTwinView before = twins.twin(id, FROM.minusSeconds(1));
    assertThat(before.latest()).isEmpty();
    assertThat(before.lastSeen()).isNull();
    assertThat(before.presence().state()).isEqualTo(PresenceState.NEVER_SEEN);
  }

  @Test
  void aReadingOfTheVeryMomentCountsAndTheNextDoesNot() {
    assertThat(twins.twin(id, at(10, 3)).latest().get(1).at()).isEqualTo(at(10, 3));
    assertThat(twins.twin(id, at(10, 3).minusMillis(1)).latest().get(1).at())
        .isEqualTo(at(10, 3).minusSeconds(600));
  }

  @Test
  void aBooleanSeriesIsYesOrNo() throws SQLException {
    telemetry.sql(
        "update device_profile set series = '[{\"key\":\"door\",\"kind\":\"BOOLEAN\"}]'"
            + " where id = (select profile_id from device where no = "
            + no
            + ")");

    assertThat(twins.twin(id, at(10, 3)).latest().get(0).value()).isEqualTo(true);
  }

  @Test
  void hasTheAlarmsThatWereOpenThen() throws SQLException {
    UUID rule = Ids.next();
    telemetry.sql(
        "insert into rule (id, name, condition, severity) values ('%s', 'Too warm %s', 'true', 'MAJOR')"
            .formatted(rule, rule));
    alarm(rule, at(5, 0), at(6, 0));
    alarm(rule, at(8, 0), at(9, 0));

    assertThat(twins.twin(id, at(5, 12)).alarms())
        .extracting(OpenAlarm::raisedAt, OpenAlarm::acknowledged)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(at(5, 0), true));
    assertThat(twins.twin(id, at(5, 0)).alarms().get(0).acknowledged()).isFalse();
    assertThat(twins.twin(id, at(5, 12)).activeRules()).containsExactly(rule);
    assertThat(twins.twin(id, at(7, 0)).alarms()).isEmpty();
    assertThat(twins.twin(id, at(6, 0)).alarms()).isEmpty();
  }

  private void alarm(UUID rule, Instant raised, Instant cleared) throws SQLException {
    telemetry.sql(
        ("insert into alarm (id, rule_id, device_id, severity, message, raised_at, updated_at,"
                + " last_raised_at, cleared_at, acknowledged_at) values ('%s', '%s', '%s', 'MAJOR',"
                + " 'Too warm', '%s', now(), now(), '%s', '%s')")
            .formatted(Ids.next(), rule, id, raised, cleared, raised.plusSeconds(60)));
  }

  @Test
  void presenceFollowsFromConnectionsAndWithoutThemFromReadings() throws SQLException {
    assertThat(twins.twin(id, at(10, 3)).presence())
        .isEqualTo(new PastTwinView.PastPresence(PresenceState.ACTIVE, null, false));
    assertThat(twins.twin(id, at(40, 0)).presence().state()).isEqualTo(PresenceState.INACTIVE);

    telemetry.sql(
        ("insert into device_presence_history (device_id, at, span, connected) values"
                + " ('%1$s', '%2$s', 7, true), ('%1$s', '%3$s', 7, false),"
                + " ('%1$s', '%3$s', 8, true), ('%1$s', '%4$s', 8, false)")
            .formatted(id, at(5, 0), at(6, 0), at(7, 0)));

    assertThat(twins.twin(id, at(5, 1)).presence())
        .isEqualTo(new PastTwinView.PastPresence(PresenceState.CONNECTED, at(5, 0), true));
    assertThat(twins.twin(id, at(6, 0)).presence().state()).isEqualTo(PresenceState.CONNECTED);
    assertThat(twins.twin(id, at(7, 0).plusSeconds(9)).presence().state())
        .isEqualTo(PresenceState.CONNECTED);
    assertThat(twins.twin(id, at(7, 0).plusSeconds(11)).presence().state())
        .isEqualTo(PresenceState.ACTIVE);
    assertThat(twins.twin(id, at(4, 0)).presence().connectionsKnown()).isFalse();
  }

  @Test
  void saysWhetherTheRegistryIsAsItWas() throws SQLException {
    telemetry.sql(
        "update device set created_at = '%s', updated_at = '%s' where id = '%s'"
            .formatted(at(1, 0), at(12, 0), id));
    telemetry.sql(
        ("insert into audit_entry (id, at, actor, action, object_type, object_id, outcome) values"
                + " ('%s', '%s', 'ann', 'update', 'device', '%s', 'ALLOWED')")
            .formatted(Ids.next(), at(12, 0), id));

    assertThat(twins.twin(id, at(13, 0)).registry().unchangedSince()).isTrue();
    PastTwinView.Registry before = twins.twin(id, at(11, 0)).registry();
    assertThat(before.unchangedSince()).isFalse();
    assertThat(before.changes())
        .containsExactly(new PastTwinView.Change(at(12, 0), "ann", "update", "device"));
  }

  @Test
  void refusesTheFutureAndUnknownDevices() {
    assertThatThrownBy(() -> twins.twin(id, Instant.now().plusSeconds(60)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> twins.twin("nobody", FROM))
        .isInstanceOf(RecordNotFoundException.class);
  }

  /** With a connection that stays open, as the server's pool lends it. */
  @Test
  void isQuick(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      Connection lent =
          (Connection)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) ->
                      method.getName().equals("close")
                          ? null
                          : method.invoke(connection, arguments));
      Database pooled = new Database(one(lent));
      PastTwins quick =
          new PastTwins(
              new DeviceDirectory(pooled),
              new NewestReadings(pooled),
              new KeyDictionary(pooled),
              new PastDeviceTable(pooled),
              EVERY_DEVICE);
      List<Long> took = new ArrayList<>();
      for (int i = 0; i < 41; i++) {
        long begun = System.nanoTime();
        quick.twin(id, at(2 + i % 25, 3));
        took.add(System.nanoTime() - begun);
      }
      took.sort(Comparator.naturalOrder());
      assertThat(took.get(10) / 1e6)
          .as("a quarter of them is faster, in milliseconds")
          .isLessThan(50);
    }
  }

  private static DataSource one(Connection connection) {
    return (DataSource)
        Proxy.newProxyInstance(
            PastTwinsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connection);
  }

  private String text(String sql) throws SQLException {
    return database.call(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
          }
        });
  }
}
