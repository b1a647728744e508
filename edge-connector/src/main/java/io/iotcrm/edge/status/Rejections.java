package io.iotcrm.edge.status;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells people what was refused and why: counted always, logged at most once a minute for a device
 * and reason, and the last few shown in the status. Thread-safe.
 */
public final class Rejections {
  private static final Logger LOG = System.getLogger(Rejections.class.getName());
  private static final int SHOWN = 20;
  private static final int REMEMBERED = 1_000;
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final EdgeCounters counters;
  private final Clock clock;
  private final Deque<Rejection> recent = new ArrayDeque<>();
  private final Map<String, Instant> logged =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What was refused; the detail never repeats the payload. */
  public record Rejection(Instant at, String device, String reason, String detail) {}

  public Rejections(EdgeCounters counters, Clock clock) {
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * @param device an id that has the form of one, or "?"
   * @param reason the metric's label
   */
  public void add(String device, String reason, String detail) {
    counters.rejected(reason);
    Instant now = clock.instant();
    boolean tell;
    synchronized (this) {
      recent.addFirst(new Rejection(now, device, reason, detail));
      if (recent.size() > SHOWN) {
        recent.removeLast();
      }
      String subject = device + ' ' + reason;
      Instant before = logged.get(subject);
      tell = before == null || before.plus(QUIET).isBefore(now);
      if (tell) {
        logged.remove(subject);
        logged.put(subject, now);
      }
    }
    if (tell) {
      LOG.log(Level.INFO, "refused from {0}: {1} ({2})", device, detail, reason);
    }
  }

  /** The last ones, newest first. */
  public synchronized List<Rejection> recent() {
    return new ArrayList<>(recent);
  }
}
