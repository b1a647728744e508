package io.iotcrm.domain.recommendation;

import io.iotcrm.domain.platform.PageRequest;

/**
 * Which items are wanted, by SKU. Every filter may be null.
 *
 * @param q a part of the SKU or name
 */
public record ItemQuery(
    String q, String category, String shelf, Boolean inStock, PageRequest page) {}
