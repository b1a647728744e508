package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The SQL of presence. Messages may be applied twice and in any order: which span of connections is
 * newer, its number says, and an end counts only for the span that is known or a newer one.
 */
@ApplicationScoped
public class PresenceTable {
  /** Only what changed: an event that comes again is not there twice. */
  private static final String REMEMBER =
      """
       insert into device_presence_history (device_id, at, span, connected)
      select device_id, case when connected then connected_at else disconnected_at end,
             span, connected
        from changed on conflict do nothing
      """;

  /** Rows are locked in the order of their ids, or two instances could wait for each other. */
  private static final String APPLY =
      """
      with changed as (
      insert into device_presence as p (device_id, span, connected, connected_at, disconnected_at)
      select e.device, e.span, e.connected,
             case when e.connected then e.at end, case when not e.connected then e.at end
        from unnest(?, ?, ?, ?) as e (device, span, connected, at)
        join device d on d.id = e.device
       order by e.device
      on conflict (device_id) do update set
          span = excluded.span,
          connected = excluded.connected,
          connected_at = coalesce(excluded.connected_at, p.connected_at),
          disconnected_at = coalesce(excluded.disconnected_at, p.disconnected_at)
       where excluded.span > p.span
          or (excluded.span = p.span and p.connected and not excluded.connected)
      returning device_id, span, connected, connected_at, disconnected_at)
      """
          + REMEMBER;

  /** A broker that was killed could not say that its sessions have ended. */
  private static final String RESTARTED =
      "with changed as (update device_presence set connected = false, disconnected_at = ?"
          + " where connected and span < ?"
          + " returning device_id, span, connected, connected_at, disconnected_at)"
          + REMEMBER;

  private static final String SEEN =
      """
      insert into device_presence as p (device_id, last_seen_at)
      select s.device, s.at from unnest(?, ?) as s (device, at) join device d on d.id = s.device
       order by s.device
      on conflict (device_id) do update set last_seen_at = excluded.last_seen_at
       where p.last_seen_at is null or p.last_seen_at < excluded.last_seen_at
      """;

  private static final String OF =
      "select id, state, connected_at, disconnected_at, last_seen_at from device_state"
          + " where id = any (?)";

  @Inject private Database database;

  /** For the container. */
  public PresenceTable() {}

  /** For use outside a container. */
  PresenceTable(Database database) {
    this.database = database;
  }

  /**
   * @return how many devices' rows changed
   */
  int apply(PresenceEvents message) throws SQLException {
    return database.call(
        connection -> {
          int changed = 0;
          if (message.started() != null) {
            try (PreparedStatement statement = connection.prepareStatement(RESTARTED)) {
              statement.setTimestamp(1, Timestamp.from(message.started()));
              statement.setLong(2, message.base());
              changed += statement.executeUpdate();
            }
          }
          List<PresenceEvents.Event> events = newest(message.events());
          return events.isEmpty() ? changed : changed + apply(connection, events);
        });
  }

  /** One statement may change a row once only. */
  private static List<PresenceEvents.Event> newest(List<PresenceEvents.Event> events) {
    Comparator<PresenceEvents.Event> age =
        Comparator.comparingLong(PresenceEvents.Event::span)
            .thenComparing(event -> !event.connected());
    Map<String, PresenceEvents.Event> newest = new HashMap<>();
    for (PresenceEvents.Event event : events) {
      newest.merge(event.deviceId(), event, (a, b) -> age.compare(a, b) > 0 ? a : b);
    }
    return List.copyOf(newest.values());
  }

  private static int apply(Connection connection, List<PresenceEvents.Event> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(APPLY)) {
      statement.setArray(
          1, array(connection, "text", events.stream().map(PresenceEvents.Event::deviceId)));
      statement.setArray(
          2, array(connection, "int8", events.stream().map(PresenceEvents.Event::span)));
      statement.setArray(
          3, array(connection, "bool", events.stream().map(PresenceEvents.Event::connected)));
      statement.setArray(
          4, array(connection, "timestamptz", events.stream().map(e -> Timestamp.from(e.at()))));
      return statement.executeUpdate();
    }
  }

  /** Never moves a device's newest message back in time. */
  void seen(Map<String, Instant> newest) throws SQLException {
    List<Map.Entry<String, Instant>> entries = new ArrayList<>(newest.entrySet());
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
            statement.setArray(
                1, array(connection, "text", entries.stream().map(Map.Entry::getKey)));
            statement.setArray(
                2,
                array(
                    connection,
                    "timestamptz",
                    entries.stream().map(entry -> Timestamp.from(entry.getValue()))));
            return statement.executeUpdate();
          }
        });
  }

  /** Those of the devices that exist. */
  Map<String, DevicePresence> of(Collection<String> ids) throws SQLException {
    return database.call(
        connection -> {
          Map<String, DevicePresence> found = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setArray(1, array(connection, "text", ids.stream()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.put(
                    row.getString(1),
                    new DevicePresence(
                        row.getString(1),
                        PresenceState.valueOf(row.getString(2)),
                        NativeRows.instant(row.getTimestamp(3)),
                        NativeRows.instant(row.getTimestamp(4)),
                        NativeRows.instant(row.getTimestamp(5))));
              }
            }
          }
          return found;
        });
  }

  private static java.sql.Array array(
      Connection connection, String type, java.util.stream.Stream<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }
}
