package io.iotcrm.web.telemetry;

import io.iotcrm.domain.telemetry.DevicePoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The readings that one client of a live stream has still to get. Where a series may be told of
 * only so often, its newest reading waits and takes the place of those before it, so there are
 * never more than there are series. Where every reading is wanted, at most {@link #MAX_WAITING}
 * wait: beyond that the oldest are dropped and counted. Thread-safe.
 */
final class SeriesOutbox {
  static final int MAX_WAITING = 1_000;

  /** What became of a reading. */
  enum Offered {
    NOT_WANTED,
    KEPT,
    /** One reading, this or another of its series, will not be told: a newer one is. */
    COALESCED,
    /** It is kept, and the oldest one is lost. */
    KEPT_AND_DROPPED
  }

  private final Set<String> devices = new HashSet<>();
  private final Set<String> series;
  private final long everyMillis;
  private final Deque<DevicePoint> all = new ArrayDeque<>();
  private final Map<String, DevicePoint> newest = new LinkedHashMap<>();
  private final Map<String, Long> toldAt = new HashMap<>();
  private long dropped;

  /**
   * @param series each {@code device:key}
   * @param every the least time between two readings of a series; zero: all of them
   */
  SeriesOutbox(Collection<String> series, Duration every) {
    this.series = Set.copyOf(series);
    this.everyMillis = every.toMillis();
    this.series.forEach(name -> devices.add(name.substring(0, name.indexOf(':'))));
  }

  /** Those that any of the series belongs to. */
  Set<String> devices() {
    return devices;
  }

  synchronized Offered offer(DevicePoint point) {
    String name = point.device() + ":" + point.key();
    if (!series.contains(name)) {
      return Offered.NOT_WANTED;
    }
    if (everyMillis > 0) {
      DevicePoint waiting = newest.get(name);
      if (waiting == null || !point.at().isBefore(waiting.at())) {
        newest.put(name, point);
      }
      return waiting == null ? Offered.KEPT : Offered.COALESCED;
    }
    all.add(point);
    if (all.size() <= MAX_WAITING) {
      return Offered.KEPT;
    }
    all.remove();
    dropped++;
    return Offered.KEPT_AND_DROPPED;
  }

  /**
   * Whether {@link #take} would give anything.
   *
   * @param now milliseconds since any moment
   */
  synchronized boolean hasDue(long now) {
    return !all.isEmpty() || newest.keySet().stream().anyMatch(name -> isDue(name, now));
  }

  /** What may be told now, in the order in which the series' first reading came. */
  synchronized List<DevicePoint> take(long now) {
    List<DevicePoint> due = new ArrayList<>(all);
    all.clear();
    Iterator<Map.Entry<String, DevicePoint>> entries = newest.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, DevicePoint> entry = entries.next();
      if (isDue(entry.getKey(), now)) {
        due.add(entry.getValue());
        toldAt.put(entry.getKey(), now);
        entries.remove();
      }
    }
    return due;
  }

  private boolean isDue(String name, long now) {
    Long last = toldAt.get(name);
    return last == null || now - last >= everyMillis;
  }

  /** How many were dropped since the last time this was asked. */
  synchronized long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }
}
