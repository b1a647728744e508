package io.iotcrm.domain.marketing;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign as lists and pages show it.
 *
 * @param members how many contacts are in it
 */
public record CampaignView(
    UUID id,
    String name,
    String description,
    boolean running,
    long members,
    Instant createdAt,
    long version)
    implements Serializable {

  public static CampaignView of(Campaign campaign, long members) {
    return new CampaignView(
        campaign.getId(),
        campaign.getName(),
        campaign.getDescription(),
        campaign.isRunning(),
        members,
        campaign.getCreatedAt(),
        campaign.getVersion());
  }
}
