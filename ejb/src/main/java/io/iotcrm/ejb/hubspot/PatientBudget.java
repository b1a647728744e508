package io.iotcrm.ejb.hubspot;

import java.time.Duration;

/** Waits at the cluster's budget until a request is free. */
final class PatientBudget implements RequestBudget {
  private final SharedRequestBudget shared;

  PatientBudget(SharedRequestBudget shared) {
    this.shared = shared;
  }

  @Override
  public void take(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (var wait = shared.tryTake(); wait.isPresent(); wait = shared.tryTake()) {
      if (System.nanoTime() + wait.get().toNanos() > deadline) {
        throw new CrmUnavailableException(
            "the request budget for HubSpot is used up; the next is free in " + wait.get(),
            wait.get());
      }
      Thread.sleep(Math.max(1, wait.get().toMillis()));
    }
  }

  @Override
  public void blockFor(Duration duration) {
    shared.block(duration);
  }
}
