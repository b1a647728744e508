package io.iotcrm.web.webhook;

import io.iotcrm.domain.webhook.NewEndpoint;
import io.iotcrm.domain.webhook.WebhookEndpointView;
import io.iotcrm.web.api.SecretBearing;
import java.util.UUID;

/** An endpoint whose secret was just made: shown this once. */
public record EndpointWithSecret(
    UUID id, String name, String url, boolean enabled, String secret, long version)
    implements SecretBearing {
  static EndpointWithSecret of(NewEndpoint made) {
    WebhookEndpointView view = made.endpoint();
    return new EndpointWithSecret(
        view.id(), view.name(), view.url(), view.enabled(), made.secret(), view.version());
  }

  @Override
  public Object withoutSecret() {
    return new EndpointWithSecret(id, name, url, enabled, null, version);
  }
}
