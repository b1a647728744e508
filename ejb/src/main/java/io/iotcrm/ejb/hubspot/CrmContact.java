package io.iotcrm.ejb.hubspot;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A contact as another CRM is to know it. Texts are never null: an empty one clears what is there.
 *
 * @param email required: without it a contact has no counterpart
 * @param lastActivity UTC day of the latest interaction; null when there was none
 */
public record CrmContact(
    UUID id,
    String externalId,
    String email,
    String firstName,
    String lastName,
    String bestOffer,
    String bestOfferReason,
    LocalDate lastActivity) {
  public CrmContact {
    if (email == null || email.isBlank()) {
      throw new IllegalArgumentException("contact " + id + " has no e-mail to be known by");
    }
    externalId = externalId == null ? "" : externalId;
    bestOffer = bestOffer == null ? "" : bestOffer;
    bestOfferReason = bestOfferReason == null ? "" : bestOfferReason;
  }
}
