package io.iotcrm.ejb.recommendation;

import java.util.UUID;

/** Another instance runs this run by now; what this one has computed is of no use any more. */
public class TakenOverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TakenOverException(UUID runId) {
    super("run " + runId + " of the recommender was taken over by another instance");
  }
}
