package io.iotcrm.domain.customer;

import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An account as lists and pages show it.
 *
 * @param custom a JSON object of the values of custom fields
 */
public record AccountView(
    UUID id,
    String name,
    String industry,
    String city,
    String phone,
    String website,
    String ownerUsername,
    String ownerName,
    List<String> tags,
    String custom,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static AccountView of(Account account) {
    AppUser owner = account.getOwner();
    return new AccountView(
        account.getId(),
        account.getName(),
        account.getIndustry(),
        account.getCity(),
        account.getPhone(),
        account.getWebsite(),
        owner == null ? null : owner.getUsername(),
        owner == null ? null : owner.getDisplayName(),
        Tags.of(account.getTags()),
        account.getCustom(),
        account.getCreatedAt(),
        account.getUpdatedAt(),
        account.getVersion());
  }
}
