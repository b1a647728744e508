package io.iotcrm.ejb.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets whoever waits know that this instance is stopping. */
@ApplicationScoped
public class Stopping {
  private final List<OutageGate> gates = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  /** The gate is closed when the application stops, at once if it is stopping already. */
  public OutageGate closing(OutageGate gate) {
    gates.add(gate);
    if (stopping) {
      gate.close();
    }
    return gate;
  }

  void now() {
    stopping = true;
    gates.forEach(OutageGate::close);
  }

  /** How long things were away, in seconds, the present outage included. */
  double awaySeconds() {
    return gates.stream().mapToDouble(OutageGate::awaySeconds).sum();
  }
}
