package io.iotcrm.web.webhook;

import io.iotcrm.domain.webhook.WebhookEndpointView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A webhook endpoint as callers write it; in use unless it says otherwise. */
public record WebhookBody(
    @NotBlank @Size(max = 64) String name,
    @NotBlank @Size(max = 2_000) String url,
    Boolean enabled) {
  static WebhookBody of(WebhookEndpointView view) {
    return new WebhookBody(view.name(), view.url(), view.enabled());
  }

  boolean inUse() {
    return enabled == null || enabled;
  }
}
