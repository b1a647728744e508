package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.util.UUID;

/**
 * How large a storm is.
 *
 * @param active alarms of it that last
 */
public record AlarmGroupSize(UUID id, long alarms, long devices, long active)
    implements Serializable {}
