package io.iotcrm.server.broker;

/** So many at once, and so many a minute. Thread-safe. */
final class TokenBucket {
  private final double most;
  private final double perMilli;
  private double tokens;
  private long filledAt;

  /**
   * @param atOnce at least 1
   * @param perMinute at least 1
   * @param now milliseconds since any moment
   */
  TokenBucket(int atOnce, int perMinute, long now) {
    most = atOnce;
    perMilli = perMinute / 60_000.0;
    tokens = atOnce;
    filledAt = now;
  }

  /** False when there is none left. */
  synchronized boolean take(long now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /**
   * Takes one though there is none.
   *
   * @return milliseconds until the debt is paid and there is one again
   */
  synchronized long borrow(long now) {
    fill(now);
    tokens--;
    return (long) Math.ceil((1 - tokens) / perMilli);
  }

  private void fill(long now) {
    tokens = Math.min(most, tokens + Math.max(0, now - filledAt) * perMilli);
    filledAt = now;
  }
}
