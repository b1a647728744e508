package io.iotcrm.edge.quota;

import java.util.concurrent.TimeUnit;

/** A token bucket: fills at the quota's rate up to its burst; a message takes one token. */
final class Bucket {
  private static final double NANOS_A_MINUTE = TimeUnit.MINUTES.toNanos(1);

  private double tokens;
  private long filledAt;

  Bucket(Quota quota, long nanoTime) {
    tokens = quota.burst();
    filledAt = nanoTime;
  }

  /** Seconds until there is a token, rounded up; 0 where there is one now. */
  synchronized long wait(Quota quota, long nanoTime) {
    double perNano = quota.messagesPerMinute() / NANOS_A_MINUTE;
    tokens = Math.min(quota.burst(), tokens + (nanoTime - filledAt) * perNano);
    filledAt = nanoTime;
    return tokens >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - tokens) / perNano / 1_000_000_000));
  }

  synchronized void take() {
    tokens -= 1;
  }
}
