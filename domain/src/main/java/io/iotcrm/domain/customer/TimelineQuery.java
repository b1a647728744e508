package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whose timeline is wanted, newest first. At least one of the ids is given.
 *
 * @param kinds only entries of these kinds; empty or null for all
 * @param from not before; may be null
 * @param to before; may be null
 * @param q a part of the title or detail, in any case; may be null
 */
public record TimelineQuery(
    UUID accountId,
    UUID contactId,
    UUID leadId,
    String deviceId,
    Set<TimelineEntry.Kind> kinds,
    Instant from,
    Instant to,
    String q,
    PageRequest page) {
  private static final int MAX_TEXT = 200;

  public TimelineQuery {
    if (accountId == null && contactId == null && leadId == null && deviceId == null) {
      throw new InvalidInputException(
          "", "a timeline needs an account, a contact, a lead or a device");
    }
    if (q != null && q.length() > MAX_TEXT) {
      throw new InvalidInputException("/q", "must have at most " + MAX_TEXT + " characters");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new InvalidInputException("/to", "must be after from");
    }
    q = q == null || q.isBlank() ? null : q.strip();
    kinds = kinds == null || kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
  }

  /**
   * @param kind only entries of this kind; null for all
   */
  public TimelineQuery(
      UUID accountId, UUID contactId, String deviceId, TimelineEntry.Kind kind, PageRequest page) {
    this(
        accountId,
        contactId,
        null,
        deviceId,
        kind == null ? Set.of() : EnumSet.of(kind),
        null,
        null,
        null,
        page);
  }
}
