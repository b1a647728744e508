package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.PageRequest;

/**
 * Which accounts are wanted, by name. Every filter may be null.
 *
 * @param q a part of the name or city, in any case
 * @param tag one of its tags, as it is written
 * @param owner the owner's username
 */
public record AccountQuery(String q, String owner, String tag, PageRequest page) {
  public AccountQuery(String q, String owner, PageRequest page) {
    this(q, owner, null, page);
  }
}
