package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.ejb.device.PresenceEvents.Event;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PoisonException;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PresenceTest {
  private static final long BASE = 1_000;
  private final Database database;
  private final PresenceTable table;
  private final String id = UUID.randomUUID().toString();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  PresenceTest(Database database) {
    this.database = database;
    this.table = new PresenceTable(database);
  }

  @BeforeEach
  void aDevice() throws SQLException {
    UUID profile = UUID.randomUUID();
    execute(
        "insert into device_profile (id, key, name, inactivity_seconds, settings) values"
            + " ('"
            + profile
            + "', '"
            + profile
            + "', 'p', 60, '{\"presence\":{\"graceSeconds\":5}}')");
    execute(
        "insert into device (id, profile_id, name) values ('" + id + "', '" + profile + "', 'd')");
  }

  @Test
  void aDeviceIsNeverSeenThenConnectedThenAfterItsGraceInactive() throws SQLException {
    assertThat(state()).isEqualTo(PresenceState.NEVER_SEEN);
    apply(new Event(id, BASE + 1, true, now.minusSeconds(60)));
    assertThat(state()).isEqualTo(PresenceState.CONNECTED);
    apply(new Event(id, BASE + 1, false, now.minusSeconds(6)));
    assertThat(state()).isEqualTo(PresenceState.INACTIVE);
  }

  @Test
  void withinItsGraceItWasNeverAway() throws SQLException {
    apply(new Event(id, BASE + 1, true, now));
    apply(new Event(id, BASE + 1, false, now.minusSeconds(1)));

    assertThat(state()).isEqualTo(PresenceState.CONNECTED);
  }

  @Test
  void eventsOfOneMillisecondCountByTheirSpanInWhateverOrderTheyCome() throws SQLException {
    Instant longAgo = now.minusSeconds(100);
    Event end = new Event(id, BASE + 1, false, longAgo);
    Event begin = new Event(id, BASE + 1, true, longAgo);
    apply(end);
    apply(begin);
    assertThat(state()).isEqualTo(PresenceState.INACTIVE);

    apply(new Event(id, BASE + 2, true, longAgo));
    apply(end);
    assertThat(state()).isEqualTo(PresenceState.CONNECTED);
    assertThat(apply(new Event(id, BASE + 2, true, longAgo))).isZero();
  }

  @Test
  void oneMessageMayHaveADeviceTwice() throws SQLException {
    apply(
        new Event(id, BASE + 2, true, now),
        new Event(id, BASE + 1, false, now),
        new Event("nobody", BASE + 3, true, now));

    assertThat(state()).isEqualTo(PresenceState.CONNECTED);
  }

  @Test
  void aBrokerThatStartsAnewEndsTheSpansOfTheOneBefore() throws SQLException {
    apply(new Event(id, BASE + 1, true, now.minusSeconds(60)));

    table.apply(new PresenceEvents(2 * BASE, now.minusSeconds(30), List.of()));
    assertThat(state()).isEqualTo(PresenceState.INACTIVE);

    apply(new Event(id, 2 * BASE + 1, true, now));
    table.apply(new PresenceEvents(2 * BASE, now.minusSeconds(30), List.of()));
    assertThat(state()).isEqualTo(PresenceState.CONNECTED);
  }

  @Test
  void everyChangeIsRememberedOnceAndOldOnesAreForgottenButTheLast() throws SQLException {
    Event begin = new Event(id, BASE + 1, true, now.minusSeconds(300));
    apply(begin);
    apply(begin);
    table.apply(new PresenceEvents(2 * BASE, now.minusSeconds(200), List.of()));
    table.apply(new PresenceEvents(2 * BASE, now.minusSeconds(200), List.of()));
    apply(new Event(id, 2 * BASE + 1, true, now.minusSeconds(100)));
    assertThat(history()).containsExactly("300 true", "200 false", "100 true");

    PastDeviceTable past = new PastDeviceTable(database);
    past.forget(now.minusSeconds(150), 100);
    assertThat(history()).containsExactly("200 false", "100 true");
    past.forget(now, 100);
    past.forget(now, 100);
    assertThat(history()).containsExactly("100 true");
    assertThat(past.presence(id, now, null).state()).isEqualTo(PresenceState.CONNECTED);
  }

  private List<String> history() throws SQLException {
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              java.sql.ResultSet row =
                  statement.executeQuery(
                      "select at, connected from device_presence_history where device_id = '"
                          + id
                          + "' order by at, span")) {
            List<String> found = new java.util.ArrayList<>();
            while (row.next()) {
              long ago = now.getEpochSecond() - row.getTimestamp(1).toInstant().getEpochSecond();
              found.add(ago + " " + row.getBoolean(2));
            }
            return found;
          }
        });
  }

  @Test
  void aDeviceThatReportsIsActiveToTheSecondAndItsNewestMessageCounts() throws SQLException {
    table.seen(Map.of(id, now.minusSeconds(57)));
    assertThat(state()).isEqualTo(PresenceState.ACTIVE);
    table.seen(Map.of(id, now.minusSeconds(90)));

    assertThat(state()).isEqualTo(PresenceState.ACTIVE);
    assertThat(presence().lastSeenAt()).isEqualTo(now.minusSeconds(57));
    execute(
        "update device_presence set last_seen_at = now() - interval '60.5 s' where device_id = '"
            + id
            + "'");
    assertThat(state()).isEqualTo(PresenceState.INACTIVE);
  }

  @Test
  void readsTheBrokersMessage() throws PoisonException {
    PresenceEvents events =
        PresenceEvents.parse(
            ("{\"base\":5,\"started\":7,\"events\":"
                    + "[{\"device\":\"a\",\"span\":6,\"connected\":true,\"at\":8}]}")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(events)
        .isEqualTo(
            new PresenceEvents(
                5,
                Instant.ofEpochMilli(7),
                List.of(new Event("a", 6, true, Instant.ofEpochMilli(8)))));
    assertThatThrownBy(() -> PresenceEvents.parse("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PoisonException.class);
  }

  private int apply(Event... events) throws SQLException {
    return table.apply(new PresenceEvents(BASE, null, List.of(events)));
  }

  private PresenceState state() throws SQLException {
    return presence().state();
  }

  private DevicePresence presence() throws SQLException {
    return table.of(List.of(id)).get(id);
  }

  private void execute(String sql) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
