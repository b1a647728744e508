package io.iotcrm.domain.rule;

import java.time.Duration;

/**
 * A comparison of the time without readings with a number. Its answer changes by itself once this
 * time has passed since the newest reading.
 *
 * @param key the series; null: the device, whatever the series
 */
record SilenceLimit(String key, Duration after) {}
