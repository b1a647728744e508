package io.iotcrm.domain.hubspot;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * The state of the synchronisation.
 *
 * @param mode {@code RECORDED} without a token, {@code SENT} with one
 * @param requestsToday requests of the last 24 hours that count against the daily limit
 * @param blockedUntil HubSpot asked to wait until then; null when it did not
 */
public record HubSpotStatus(
    String mode,
    String baseAddress,
    String apiVersion,
    Map<HubSpotContactView.State, Long> contacts,
    long requestsToday,
    long dailyLimit,
    Instant lastRequestAt,
    Instant blockedUntil)
    implements Serializable {
  public HubSpotStatus {
    contacts = Map.copyOf(contacts);
  }
}
