package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/**
 * Which devices are wanted, by id. Every filter may be null.
 *
 * @param q a part of the id, name or site
 */
public record DeviceQuery(
    String q,
    String profileKey,
    UUID accountId,
    UUID contactId,
    String site,
    Boolean enabled,
    PresenceState state,
    PageRequest page) {}
