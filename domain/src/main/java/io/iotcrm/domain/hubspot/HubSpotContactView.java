package io.iotcrm.domain.hubspot;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** Where one contact stands with HubSpot. */
public record HubSpotContactView(
    UUID contactId, String hubSpotId, State state, Instant lastSyncedAt, String lastError)
    implements Serializable {
  /** How far the latest change of a contact has come. */
  public enum State {
    /** In the outbox. */
    WAITING,
    /** Written down only, because no token is configured. */
    RECORDED,
    /** HubSpot has it. */
    IN_STEP,
    /** HubSpot refused it; tried again when the contact changes. */
    REFUSED
  }
}
