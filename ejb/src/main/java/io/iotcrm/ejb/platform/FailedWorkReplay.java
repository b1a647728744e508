package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.FailedWork;

/**
 * Does one kind of failed work again. A CDI bean. The work keeps its idempotency key, so that what
 * did happen does not happen twice.
 */
public interface FailedWorkReplay {
  /** Whether this is its kind. */
  boolean takes(String kind);

  /**
   * Does it again, or puts it on its way again within the caller's transaction.
   *
   * @throws Exception it failed again
   */
  void replay(FailedWork work) throws Exception;

  /** It will not be done: within the caller's transaction, nothing waits for it any more. */
  default void abandon(FailedWork work) throws Exception {}
}
