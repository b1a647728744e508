package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/** Which alarms are wanted, newest first. Every filter may be null. */
public record AlarmQuery(
    UUID accountId,
    UUID contactId,
    String deviceId,
    Boolean active,
    Severity severity,
    PageRequest page) {}
