package io.iotcrm.domain.customer;

import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** An account as lists and pages show it. */
public record AccountView(
    UUID id,
    String name,
    String industry,
    String city,
    String phone,
    String website,
    String ownerUsername,
    String ownerName,
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
        account.getCreatedAt(),
        account.getUpdatedAt(),
        account.getVersion());
  }
}
