package io.iotcrm.domain.rule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule may ask about a device at one moment. The maps may be computed on demand: only {@code
 * get} and {@code containsKey} are asked.
 */
public interface RuleFacts {

  /** The newest value of each series: {@link Double}, {@link Boolean} or {@link String}. */
  Map<String, Object> latest();

  /** Only what the message that is being applied carried. */
  Map<String, Object> reading();

  /** Per series a map of features such as {@code avg5m}; see {@code RollingWindow}. */
  Map<String, Object> window();

  /** Per series the value before the newest; kept only for series that a rule names so. */
  default Map<String, Object> previous() {
    return Map.of();
  }

  /** Per series a {@link Double}: how unusual its newest number is; see {@code Baseline}. */
  default Map<String, Object> anomaly() {
    return Map.of();
  }

  /** Per series a {@link Double}: the seconds since its newest reading. */
  default Map<String, Object> silent() {
    return Map.of();
  }

  /** The seconds since the device's newest reading; empty for one that never sent any. */
  default Optional<Double> silentSeconds() {
    return Optional.empty();
  }

  /** id, profile, site, accountId, contactId, attributes. */
  Map<String, Object> device();

  /** What is known of the device's contact that does not say who it is: tier, consents. */
  default Map<String, Object> customer() {
    return Map.of();
  }

  /** What is known of the device's account that does not say who it is: industry. */
  default Map<String, Object> account() {
    return Map.of();
  }

  /** The time of the message, by the device's clock. */
  Instant at();
}
