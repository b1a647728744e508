package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/**
 * Which deals are wanted, newest first. Every filter may be null.
 *
 * @param open true: those that are neither won nor lost
 * @param owner a user name
 */
public record DealQuery(
    String q, DealStage stage, Boolean open, String owner, UUID accountId, PageRequest page) {}
