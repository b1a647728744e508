package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;

/**
 * A reading that was not taken, kept as a sample.
 *
 * @param source {@code edge/ID} or {@code http/} and who sent it
 * @param sample the reading in words
 */
public record RefusedReading(Instant at, String source, String reason, String sample)
    implements Serializable {}
