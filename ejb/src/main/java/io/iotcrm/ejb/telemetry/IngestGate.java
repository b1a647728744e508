package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.platform.OutageGate;
import io.iotcrm.ejb.platform.Stopping;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One gate for all the ingestion beans of this instance: an outage is reported once. */
@ApplicationScoped
public class IngestGate {
  @Inject private Stopping stopping;

  private OutageGate gate;

  @PostConstruct
  void open() {
    gate = stopping.closing(new OutageGate("Telemetry ingestion"));
  }

  OutageGate gate() {
    return gate;
  }
}
