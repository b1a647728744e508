package io.iotcrm.domain.customer;

import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A lead as lists and pages show it.
 *
 * @param name of the person, or of the company where no person is named
 * @param score 0 to 100, see {@link LeadScore}
 * @param lostReason why it was given up; null otherwise
 * @param custom a JSON object of the values of custom fields
 * @param accountId what it became, with {@code contactId} and perhaps {@code dealId}; null before
 */
public record LeadView(
    UUID id,
    String name,
    String firstName,
    String lastName,
    String company,
    String jobTitle,
    String email,
    String phone,
    String website,
    String city,
    LeadSource source,
    LeadStatus status,
    int score,
    String note,
    String lostReason,
    String ownerUsername,
    String ownerName,
    UUID accountId,
    UUID contactId,
    UUID dealId,
    Instant convertedAt,
    String convertedBy,
    List<String> tags,
    String custom,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static LeadView of(Lead lead) {
    LeadDetails details = lead.getDetails();
    AppUser owner = lead.getOwner();
    return new LeadView(
        lead.getId(),
        lead.getName(),
        details.firstName(),
        details.lastName(),
        details.company(),
        details.jobTitle(),
        details.email(),
        details.phone(),
        details.website(),
        details.city(),
        details.source(),
        lead.getStatus(),
        lead.getScore(),
        details.note(),
        lead.getLostReason(),
        owner == null ? null : owner.getUsername(),
        owner == null ? null : owner.getDisplayName(),
        lead.getAccountId(),
        lead.getContactId(),
        lead.getDealId(),
        lead.getConvertedAt(),
        lead.getConvertedBy(),
        Tags.of(lead.getTags()),
        lead.getCustom(),
        lead.getCreatedAt(),
        lead.getUpdatedAt(),
        lead.getVersion());
  }
}
