package io.iotcrm.domain.platform;

import java.io.Serializable;
import java.time.Instant;

/**
 * How many messages of a queue could not be read and went to its dead letters, ever.
 *
 * @param queue without {@code .dead}
 */
public record DeadLettersView(String queue, long messages, Instant lastAt, String lastReason)
    implements Serializable {}
