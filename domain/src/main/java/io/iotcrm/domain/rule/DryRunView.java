package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * How far the trial of a rule has come, and what came of it.
 *
 * @param instance the instance that does it
 * @param devices how many devices there are to be asked; 0 until that is known
 * @param readings how many were read so far
 * @param report JSON object, see {@code docs/rules.md}; null until it is done
 * @param error why it failed, or null
 */
public record DryRunView(
    UUID id,
    String ruleName,
    State state,
    String requestedBy,
    Instant createdAt,
    Instant finishedAt,
    String instance,
    int devices,
    int devicesDone,
    long readings,
    String report,
    String error)
    implements Serializable {

  /** Where a trial stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }
}
