package io.iotcrm.server.broker;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each device's credential was last used, coarsely: one statement for all, and for each at
 * most every five minutes. Thread-safe.
 */
final class CredentialUse {
  static final long WRITE_EVERY_MILLIS = 5 * 60_000L;

  /** Beyond it the oldest are forgotten, and perhaps written once more. */
  private static final int CAPACITY = 200_000;

  private final CredentialSource source;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();

  CredentialUse(CredentialSource source) {
    this.source = source;
  }

  void note(BrokerPrincipal who) {
    if (who.kind() == BrokerPrincipal.Kind.DEVICE && used.size() < CAPACITY) {
      used.add(who.credential());
    }
  }

  /**
   * @param now milliseconds since 1970
   */
  void write(long now) throws SQLException {
    List<String> due = new ArrayList<>();
    for (String credential : used) {
      Long written = writtenAt.get(credential);
      if (written == null || now - written >= WRITE_EVERY_MILLIS) {
        due.add(credential);
      }
    }
    used.clear();
    if (due.isEmpty()) {
      return;
    }
    source.used(due);
    if (writtenAt.size() > CAPACITY) {
      writtenAt.clear();
    }
    due.forEach(credential -> writtenAt.put(credential, now));
  }
}
