package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.OutageGate;
import io.iotcrm.ejb.platform.Stopping;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One gate for all the beans of a queue on this instance: an outage is reported once. */
@ApplicationScoped
public class CommandGates {
  @Inject private Stopping stopping;

  private OutageGate results;
  private OutageGate receipts;
  private OutageGate presence;

  @PostConstruct
  void open() {
    results = stopping.closing(new OutageGate("Taking answers to commands"));
    receipts = stopping.closing(new OutageGate("Taking receipts of commands"));
    presence = stopping.closing(new OutageGate("Taking news of connections"));
  }

  OutageGate results() {
    return results;
  }

  OutageGate presence() {
    return presence;
  }

  OutageGate receipts() {
    return receipts;
  }
}
