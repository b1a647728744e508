package io.iotcrm.domain.webhook;

/** An endpoint with its secret, which is shown this once. */
public record NewEndpoint(WebhookEndpointView endpoint, String secret) {}
