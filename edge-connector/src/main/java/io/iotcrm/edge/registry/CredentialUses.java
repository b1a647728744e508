package io.iotcrm.edge.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When devices last proved themselves to this edge, coarsely: of each credential the centre is told
 * at most every ten minutes. What the centre did not take waits, as its newest use. Thread-safe.
 */
public final class CredentialUses {
  static final Duration TOLD_EVERY = Duration.ofMinutes(10);

  /** Beyond it uses are not noted: the next one of the credential is. */
  private static final int CAPACITY = 200_000;

  private final Clock clock;
  private final Map<String, Instant> used = new ConcurrentHashMap<>();
  private final Map<String, Instant> toldAt = new ConcurrentHashMap<>();

  public CredentialUses(Clock clock) {
    this.clock = clock;
  }

  /** Cheap: it is called with each request. */
  public void note(String credential) {
    if (used.size() < CAPACITY || used.containsKey(credential)) {
      used.put(credential, clock.instant());
    }
  }

  /** Uses that the centre is to be told of now. */
  Map<String, Instant> due(int most) {
    Instant now = clock.instant();
    if (toldAt.size() > CAPACITY) {
      toldAt.clear();
    }
    Map<String, Instant> due = new LinkedHashMap<>();
    for (Map.Entry<String, Instant> use : used.entrySet()) {
      if (due.size() == most) {
        break;
      }
      Instant told = toldAt.get(use.getKey());
      if (told == null || !told.plus(TOLD_EVERY).isAfter(now)) {
        due.put(use.getKey(), use.getValue());
      }
    }
    return due;
  }

  /** The centre knows these; a use that came meanwhile stays. */
  void told(Map<String, Instant> uses) {
    Instant now = clock.instant();
    uses.forEach(
        (credential, at) -> {
          toldAt.put(credential, now);
          used.remove(credential, at);
        });
  }
}
