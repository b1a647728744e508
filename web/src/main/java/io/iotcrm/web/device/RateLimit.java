package io.iotcrm.web.device;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many requests at once and so many a minute, for each caller. Kept in this instance; the oldest
 * callers are forgotten beyond 10,000. Thread-safe.
 */
public final class RateLimit {
  private static final int CALLERS = 10_000;

  private final double atOnce;
  private final double perMilli;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS;
        }
      };

  private static final class Bucket {
    double tokens;
    long filledAt;
  }

  public RateLimit(int atOnce, int perMinute) {
    this.atOnce = atOnce;
    this.perMilli = perMinute / 60_000.0;
  }

  /**
   * @param now milliseconds since any moment
   */
  public synchronized boolean admits(String caller, long now) {
    Bucket bucket =
        buckets.computeIfAbsent(
            caller,
            c -> {
              Bucket full = new Bucket();
              full.tokens = atOnce;
              full.filledAt = now;
              return full;
            });
    bucket.tokens = Math.min(atOnce, bucket.tokens + (now - bucket.filledAt) * perMilli);
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
