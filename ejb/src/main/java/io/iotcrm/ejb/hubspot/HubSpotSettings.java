package io.iotcrm.ejb.hubspot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys {@code iotcrm.hubspot.*}, documented in docs/hubspot.md. */
@ApplicationScoped
public class HubSpotSettings {
  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.url", defaultValue = "https://api.hubapi.com")
  private URI url;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.version", defaultValue = "2026-09")
  private String version;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.id-property", defaultValue = "email")
  private String idProperty;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.token")
  private Optional<String> token;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.requests-per-10-seconds", defaultValue = "90")
  private int requestsPerTenSeconds;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.requests-per-day", defaultValue = "240000")
  private long requestsPerDay;

  @Inject
  @ConfigProperty(name = "iotcrm.hubspot.keep-requests", defaultValue = "P7D")
  private Duration keepRequests;

  URI url() {
    return url;
  }

  String version() {
    return version;
  }

  HubSpotPayload payload() {
    return new HubSpotPayload(version, idProperty);
  }

  /** Empty: nothing is sent, only recorded. */
  Optional<String> token() {
    return token.filter(t -> !t.isBlank());
  }

  /** At least 2. */
  int requestsPerTenSeconds() {
    return Math.max(2, requestsPerTenSeconds);
  }

  long requestsPerDay() {
    return requestsPerDay;
  }

  /** Recorded requests hold personal data, so they go after this long. */
  Duration keepRequests() {
    return keepRequests;
  }
}
