package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/**
 * Whose timeline is wanted, newest first. At least one of the three ids is given.
 *
 * @param kind only entries of this kind; null for all
 */
public record TimelineQuery(
    UUID accountId, UUID contactId, String deviceId, TimelineEntry.Kind kind, PageRequest page) {}
