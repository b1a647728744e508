package io.iotcrm.edge.status;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What gateways call devices that are not in the registry: so that people see what to register.
 * Bounded, and thread-safe.
 */
public final class UnknownNames {
  private static final int REMEMBERED = 50;
  private static final int LONGEST = 64;

  private final Clock clock;
  private final Map<String, Unknown> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unknown> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param topic the last topic it was heard on
   */
  public record Unknown(String name, String topic, long messages, Instant lastAt) {}

  public UnknownNames(Clock clock) {
    this.clock = clock;
  }

  public synchronized void add(String name, String topic) {
    String shown = plain(name);
    Unknown before = names.get(shown);
    names.put(
        shown,
        new Unknown(
            shown, plain(topic), before == null ? 1 : before.messages() + 1, clock.instant()));
  }

  /** Strangers' text in a form that is safe in logs. */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      plain.append(c < ' ' || c > '~' ? '?' : c);
    }
    return plain.toString();
  }

  /** The last ones, newest first. */
  public synchronized List<Unknown> recent() {
    List<Unknown> all = new ArrayList<>(names.values());
    java.util.Collections.reverse(all);
    return all;
  }
}
