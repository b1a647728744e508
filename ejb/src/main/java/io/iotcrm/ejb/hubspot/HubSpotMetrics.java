package io.iotcrm.ejb.hubspot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** The metrics {@code iotcrm_hubspot_*}, documented in docs/hubspot.md. */
@ApplicationScoped
public class HubSpotMetrics {
  @Inject
  @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE)
  private MetricRegistry registry;

  void delivered(CrmConnector.Outcome outcome) {
    count(outcome.sent() ? "sent" : "recorded", outcome.accepted().size());
    count("refused", outcome.refused().size());
  }

  void postponed(int contacts) {
    count("postponed", contacts);
  }

  private void count(String outcome, int contacts) {
    if (contacts > 0) {
      registry.counter("iotcrm_hubspot_contacts", new Tag("outcome", outcome)).inc(contacts);
    }
  }
}
