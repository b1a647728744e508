package io.iotcrm.server.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps one machine from taking over another's MQTT session: a client id belongs to whom used it
 * first, for as long as the broker runs. Thread-safe.
 */
final class ClientIds {
  private static final int CAPACITY = 200_000;

  private final Map<String, String> owners =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CAPACITY;
        }
      };

  /** False if the client id is somebody else's. Connections without one may always be made. */
  synchronized boolean claim(String clientId, String name) {
    return clientId == null
        || clientId.isEmpty()
        || owners.computeIfAbsent(clientId, id -> name).equals(name);
  }
}
