package io.iotcrm.domain.device;

import java.util.UUID;

/**
 * What people say about a device, apart from its id.
 *
 * @param accountId whose it is; a company or (contactId) a person, not both
 * @param controlsId the device that acts on what this one measures, or null
 * @param attributes JSON object, or null for an empty one
 */
public record DeviceDetails(
    String profileKey,
    String name,
    String site,
    UUID accountId,
    UUID contactId,
    String controlsId,
    boolean enabled,
    String attributes) {}
