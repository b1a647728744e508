package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesData;
import io.iotcrm.ejb.platform.Database;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several series as one, in the order of time, with memory that does not grow with the span. */
final class MergedSeries {
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.at).thenComparingInt(head -> head.index));

  /** Takes one reading; false ends the reading. */
  @FunctionalInterface
  interface Each {
    /**
     * @param index of its series in the list
     * @param value a Double or a String
     */
    boolean take(int index, long atMillis, Object value);
  }

  /**
   * @param from for each series, epoch milliseconds, inclusive
   * @param to exclusive
   */
  MergedSeries(Database database, List<SeriesNo> series, long[] from, long to) throws SQLException {
    for (int i = 0; i < series.size(); i++) {
      Head head = new Head(i, new SeriesPages(database, series.get(i), from[i], to, series.size()));
      if (head.advance()) {
        heads.add(head);
      }
    }
  }

  void forEach(Each each) throws SQLException {
    while (!heads.isEmpty()) {
      Head head = heads.poll();
      if (!each.take(head.index, head.at, head.page.value(head.next))) {
        return;
      }
      if (head.advance()) {
        heads.add(head);
      }
    }
  }

  /** The next reading of one series. */
  private static final class Head {
    private final int index;
    private final SeriesPages pages;
    private SeriesData page = SeriesData.EMPTY;
    private int next = -1;
    private long at;

    Head(int index, SeriesPages pages) {
      this.index = index;
      this.pages = pages;
    }

    boolean advance() throws SQLException {
      next++;
      if (next >= page.size()) {
        page = pages.next();
        next = 0;
        if (page.size() == 0) {
          return false;
        }
      }
      at = page.times()[next];
      return true;
    }
  }
}
