package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;

/**
 * The numbers of a series within one interval.
 *
 * @param from the interval's beginning, a multiple of its width since 1970
 */
public record Bucket(Instant from, long count, double avg, double min, double max)
    implements Serializable {}
