package io.iotcrm.ejb.hubspot;

import java.time.Duration;

/** What the whole cluster may still ask of the other CRM. */
public interface RequestBudget {
  /**
   * Takes one request out of the budget, waiting for it if need be.
   *
   * @throws CrmUnavailableException when it would take longer than {@code patience}
   */
  void take(Duration patience) throws InterruptedException;

  /** The other side asked everybody to wait. */
  void blockFor(Duration duration);
}
