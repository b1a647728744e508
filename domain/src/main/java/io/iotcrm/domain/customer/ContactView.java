package io.iotcrm.domain.customer;

import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contact as lists and pages show it.
 *
 * @param name first and last name
 * @param custom a JSON object of the values of custom fields
 */
public record ContactView(
    UUID id,
    UUID accountId,
    String accountName,
    String externalId,
    String name,
    String firstName,
    String lastName,
    String email,
    String phone,
    String tier,
    Consents consents,
    String ownerUsername,
    String ownerName,
    List<String> tags,
    String custom,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static ContactView of(Contact contact) {
    Account account = contact.getAccount();
    AppUser owner = contact.getOwner();
    return new ContactView(
        contact.getId(),
        account == null ? null : account.getId(),
        account == null ? null : account.getName(),
        contact.getExternalId(),
        contact.getName(),
        contact.getFirstName(),
        contact.getLastName(),
        contact.getEmail(),
        contact.getPhone(),
        contact.getTier(),
        contact.getConsents(),
        owner == null ? null : owner.getUsername(),
        owner == null ? null : owner.getDisplayName(),
        Tags.of(contact.getTags()),
        contact.getCustom(),
        contact.getCreatedAt(),
        contact.getUpdatedAt(),
        contact.getVersion());
  }
}
