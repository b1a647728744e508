package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * The latest run of the recommender's job.
 *
 * @param runId null when it never ran
 * @param instance the instance that runs it or ran it last
 * @param step TRAIN, RECOMMEND or EXPORT
 * @param done customers or contacts done in this step
 * @param total customers or contacts to do in this step; 0 while unknown
 * @param takeovers how often another instance took the run over because its own had died
 * @param message what the run did, or why it failed
 */
public record TrainingStatus(
    UUID runId,
    State state,
    String instance,
    String step,
    long done,
    long total,
    int takeovers,
    Instant startedAt,
    Instant finishedAt,
    String message)
    implements Serializable {
  public static final TrainingStatus NEVER =
      new TrainingStatus(null, State.NEVER_RUN, null, null, 0, 0, 0, null, null, null);

  /** Where a run stands. */
  public enum State {
    NEVER_RUN,
    REQUESTED,
    RUNNING,
    COMPLETED,
    FAILED
  }
}
