package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.ejb.platform.Intake.Incoming;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.platform.PoisonException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which devices are there. The broker tells of connections; the road of readings tells of messages,
 * which are noted here and written together every few seconds. Thread-safe.
 */
@ApplicationScoped
public class Presence {
  /** In a storm of reconnections open pages are told once that much has changed. */
  private static final int TOLD_ONE_BY_ONE = 20;

  @Inject private PresenceTable table;
  @Inject private LiveEvents live;

  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  /** Those of the devices that exist. */
  public Map<String, DevicePresence> of(Collection<String> deviceIds) throws SQLException {
    return deviceIds.isEmpty() ? Map.of() : table.of(deviceIds);
  }

  /**
   * Notes that a message of these devices was taken. Cheap: nothing is written before {@link
   * #write}.
   *
   * @param at when the door that it came through took it
   */
  public void seen(Collection<String> deviceIds, Instant at) {
    for (String id : deviceIds) {
      seen.merge(id, at, (old, now) -> now.isAfter(old) ? now : old);
    }
  }

  /**
   * Writes what was noted, one row for each device that has reported since the last time. An
   * instance that dies loses a few seconds of notes; the device's next message mends that.
   */
  void write() throws SQLException {
    Map<String, Instant> batch = new java.util.HashMap<>();
    for (String id : seen.keySet()) {
      Instant at = seen.remove(id);
      if (at != null) {
        batch.put(id, at);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      table.seen(batch);
    } catch (SQLException | RuntimeException e) {
      batch.forEach((id, at) -> seen.merge(id, at, (a, b) -> a.isAfter(b) ? a : b));
      throw e;
    }
  }

  /** What the broker says of connections. Doing it twice changes nothing. */
  void take(Incoming message) throws PoisonException, SQLException {
    PresenceEvents events = PresenceEvents.parse(message.body());
    if (table.apply(events) == 0) {
      return;
    }
    if (events.events().size() > TOLD_ONE_BY_ONE || events.started() != null) {
      tell(null, Instant.now());
    } else {
      events.events().forEach(event -> tell(event.deviceId(), event.at()));
    }
  }

  private void tell(String deviceId, Instant at) {
    live.publish(new LiveEvent(LiveEvent.Type.PRESENCE, deviceId, null, null, at, null, null));
  }
}
