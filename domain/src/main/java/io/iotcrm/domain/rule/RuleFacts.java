package io.iotcrm.domain.rule;

import java.time.Instant;
import java.util.Map;

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

  /** id, profile, site, accountId, contactId, attributes. */
  Map<String, Object> device();

  /** The time of the message, by the device's clock. */
  Instant at();
}
