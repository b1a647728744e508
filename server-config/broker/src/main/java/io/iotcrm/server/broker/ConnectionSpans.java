package io.iotcrm.server.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each device came and went. A span begins with a device's first connection and ends with its
 * last, so that a client that takes over from another of the same device is no change. Spans are
 * numbered by the broker in their order: no clock decides which of two is newer. Thread-safe.
 */
final class ConnectionSpans {
  /**
   * @param span its number; rises with each
   * @param connected whether it began or ended
   * @param at milliseconds since 1970, for people
   */
  record Change(String deviceId, long span, boolean connected, long at) {}

  private static final class Open {
    final long span;
    final Set<Object> connections = new HashSet<>();

    Open(long span) {
      this.span = span;
    }
  }

  private final long base;
  private long last;
  private final Map<String, Open> open = new HashMap<>();
  private final Map<Object, String> devices = new HashMap<>();
  private final Map<String, Change> waiting = new LinkedHashMap<>();

  /**
   * @param startedAt milliseconds since 1970: so the numbers of a later process are higher
   */
  ConnectionSpans(long startedAt) {
    base = startedAt << 20;
    last = base;
  }

  /** Numbers below it are of an earlier process. */
  long base() {
    return base;
  }

  /** A connection is a device's; telling it again changes nothing. */
  synchronized void opened(String deviceId, Object connection, long at) {
    if (devices.putIfAbsent(connection, deviceId) != null) {
      return;
    }
    Open present = open.get(deviceId);
    if (present == null) {
      present = new Open(++last);
      open.put(deviceId, present);
      waiting.put(deviceId, new Change(deviceId, present.span, true, at));
    }
    present.connections.add(connection);
  }

  /** A connection has ended, whoever's it was. */
  synchronized void closed(Object connection, long at) {
    String deviceId = devices.remove(connection);
    Open present = deviceId == null ? null : open.get(deviceId);
    if (present == null) {
      return;
    }
    present.connections.remove(connection);
    if (present.connections.isEmpty()) {
      open.remove(deviceId);
      waiting.put(deviceId, new Change(deviceId, present.span, false, at));
    }
  }

  /**
   * Takes the newest change of each device that has one. A device that comes and goes many times
   * meanwhile is one change.
   *
   * @param most how many at most
   */
  synchronized List<Change> take(int most) {
    List<Change> taken = new ArrayList<>();
    var changes = waiting.values().iterator();
    while (changes.hasNext() && taken.size() < most) {
      taken.add(changes.next());
      changes.remove();
    }
    return taken;
  }

  /** What could not be told goes back, unless something newer is waiting. */
  synchronized void giveBack(Collection<Change> changes) {
    changes.forEach(change -> waiting.putIfAbsent(change.deviceId(), change));
  }
}
