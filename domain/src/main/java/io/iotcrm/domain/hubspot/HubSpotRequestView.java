package io.iotcrm.domain.hubspot;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A request to HubSpot that was sent, or would have been.
 *
 * @param mode {@code RECORDED} without a token, {@code SENT} with one
 * @param body the JSON that was or would have been sent
 * @param status the HTTP status of the answer; null when recorded only, or when no answer came
 */
public record HubSpotRequestView(
    UUID id,
    Instant at,
    String mode,
    String method,
    String path,
    String body,
    int contacts,
    Integer status,
    String error)
    implements Serializable {}
