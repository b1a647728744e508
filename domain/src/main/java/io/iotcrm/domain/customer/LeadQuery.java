package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.PageRequest;

/**
 * Which leads are wanted, the most promising first. Every filter may be null.
 *
 * @param q a part of a name, company or e-mail, in any case
 * @param open true: neither converted nor given up; false: the others
 * @param tag one of its tags, as it is written
 * @param owner the owner's username
 */
public record LeadQuery(
    String q,
    LeadStatus status,
    Boolean open,
    LeadSource source,
    String owner,
    String tag,
    PageRequest page) {}
