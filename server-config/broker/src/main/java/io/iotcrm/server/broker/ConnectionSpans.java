package io.iotcrm.server.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each device came and went. A span begins with a device's first connection and ends with its
 * last, unless it is back within a second: a client that takes over from another is no change.
 * Spans are numbered by the broker in their order: no clock decides which of two is newer.
 * Thread-safe.
 */
final class ConnectionSpans {
  static final long HELD_MILLIS = 1_000;

  /**
   * @param span its number; rises with each
   * @param connected whether it began or ended
   * @param at milliseconds since 1970, for people
   */
  record Change(String deviceId, long span, boolean connected, long at) {}

  private static final class Present {
    final long span;
    final long began;
    final Set<Object> connections = new HashSet<>();
    long ended;
    boolean told;

    Present(long span, long began) {
      this.span = span;
      this.began = began;
    }
  }

  private final long base;
  private long last;
  private final Map<String, Present> present = new HashMap<>();
  private final Map<Object, String> devices = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final List<Change> untold = new ArrayList<>();

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
    present
        .computeIfAbsent(
            deviceId,
            id -> {
              changed.add(id);
              return new Present(++last, at);
            })
        .connections
        .add(connection);
  }

  /** A connection has ended, whoever's it was. */
  synchronized void closed(Object connection, long at) {
    String deviceId = devices.remove(connection);
    Present one = deviceId == null ? null : present.get(deviceId);
    if (one != null && one.connections.remove(connection) && one.connections.isEmpty()) {
      one.ended = at;
      changed.add(deviceId);
    }
  }

  /**
   * Takes what has to be told; an end once it is a second old.
   *
   * @param most how many at most
   * @param now milliseconds since 1970
   */
  synchronized List<Change> take(int most, long now) {
    List<Change> taken = new ArrayList<>(untold);
    untold.clear();
    var waiting = changed.iterator();
    while (waiting.hasNext() && taken.size() < most) {
      String deviceId = waiting.next();
      Present one = present.get(deviceId);
      if (!one.connections.isEmpty()) {
        if (!one.told) {
          one.told = true;
          taken.add(new Change(deviceId, one.span, true, one.began));
        }
        waiting.remove();
      } else if (now - one.ended >= HELD_MILLIS || now < one.ended) {
        taken.add(new Change(deviceId, one.span, false, one.ended));
        present.remove(deviceId);
        waiting.remove();
      }
    }
    return taken;
  }

  /** What could not be told is told the next time; its number says that it is older. */
  synchronized void giveBack(Collection<Change> changes) {
    untold.addAll(changes);
  }
}
