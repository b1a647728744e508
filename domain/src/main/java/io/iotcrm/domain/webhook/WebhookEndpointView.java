package io.iotcrm.domain.webhook;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A webhook endpoint as lists and pages show it; never with its secret.
 *
 * @param stoppedReason why it was stopped by itself; null: it was not
 */
public record WebhookEndpointView(
    UUID id,
    String name,
    String url,
    boolean enabled,
    String stoppedReason,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static WebhookEndpointView of(WebhookEndpoint endpoint) {
    return new WebhookEndpointView(
        endpoint.getId(),
        endpoint.getName(),
        endpoint.getUrl(),
        endpoint.isEnabled(),
        endpoint.getStoppedReason(),
        endpoint.getCreatedAt(),
        endpoint.getUpdatedAt(),
        endpoint.getVersion());
  }
}
