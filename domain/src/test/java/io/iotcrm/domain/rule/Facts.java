package io.iotcrm.domain.rule;

import java.time.Instant;
import java.util.Map;

/** Facts written down in a test. */
record Facts(
    Map<String, Object> latest,
    Map<String, Object> reading,
    Map<String, Object> window,
    Map<String, Object> device,
    Instant at)
    implements RuleFacts {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  static Facts latest(Map<String, Object> latest) {
    return new Facts(
        latest, latest, Map.of(), Map.of("id", "d1", "profile", "dht22", "site", "Riga"), NOON);
  }
}
