package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.PageRequest;

/**
 * Which accounts are wanted, by name. Every filter may be null.
 *
 * @param q a part of the name or city, in any case
 * @param owner the owner's username
 */
public record AccountQuery(String q, String owner, PageRequest page) {}
