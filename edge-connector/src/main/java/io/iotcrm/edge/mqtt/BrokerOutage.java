package io.iotcrm.edge.mqtt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Says once that a broker is away, however many connections to it break, and once that it is back.
 * Where it comes and goes, it is said once a minute.
 */
public final class BrokerOutage {
  private static final Logger LOG = System.getLogger(BrokerOutage.class.getName());

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String url;
  private final Set<String> down = new HashSet<>();
  private boolean told;
  private long toldAt = System.nanoTime() - QUIET_NANOS;

  public BrokerOutage(String url) {
    this.url = url;
  }

  synchronized void began(String connection, String cause) {
    down.add(connection);
    if (!told && System.nanoTime() - toldAt >= QUIET_NANOS) {
      told = true;
      toldAt = System.nanoTime();
      LOG.log(Level.WARNING, "the broker {0} is away, trying again for ever: {1}", url, cause);
    }
  }

  synchronized void over(String connection) {
    down.remove(connection);
    if (told && down.isEmpty()) {
      told = false;
      LOG.log(Level.INFO, "the broker {0} is back", url);
    }
  }
}
