package io.iotcrm.domain.marketing;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A contact in a campaign.
 *
 * @param source a user name or {@code rule/ID}
 */
public record CampaignMemberView(
    UUID contactId, String contactName, String source, UUID alarmId, Instant enteredAt)
    implements Serializable {}
