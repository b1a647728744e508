package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/**
 * Which contacts are wanted, by last and first name. Every filter may be null.
 *
 * @param q a part of a name or e-mail, or the whole external id
 * @param tag one of its tags, as it is written
 * @param owner the owner's username
 */
public record ContactQuery(
    String q,
    UUID accountId,
    String owner,
    String externalId,
    String tier,
    String tag,
    PageRequest page) {
  public ContactQuery(
      String q, UUID accountId, String owner, String externalId, String tier, PageRequest page) {
    this(q, accountId, owner, externalId, tier, null, page);
  }
}
