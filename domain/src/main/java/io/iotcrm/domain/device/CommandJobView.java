package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A command to many devices, as lists and pages show it.
 *
 * @param params JSON object
 * @param selection JSON object: which devices
 * @param created how many commands were made so far
 * @param commands how many are in each state
 */
public record CommandJobView(
    UUID id,
    String name,
    String params,
    String selection,
    boolean oneWay,
    boolean persistent,
    Integer timeoutSeconds,
    Instant notBefore,
    Instant expiresAt,
    State state,
    int created,
    Map<CommandState, Long> commands,
    String requestedBy,
    Instant createdAt,
    Instant finishedAt,
    long version)
    implements Serializable {
  public CommandJobView {
    commands = Map.copyOf(commands);
  }

  /** How far the making of its commands is. */
  public enum State {
    CREATING,
    CREATED,
    CANCELLED
  }

  /** Commands in a state; 0 where there are none. */
  public long count(CommandState wanted) {
    return commands.getOrDefault(wanted, 0L);
  }
}
