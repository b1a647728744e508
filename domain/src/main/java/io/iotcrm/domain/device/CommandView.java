package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A command as lists and pages show it.
 *
 * @param params JSON object
 * @param sentBy {@code edge/ID} where an edge connector sent it by itself; otherwise null
 * @param result JSON or null
 */
public record CommandView(
    UUID id,
    String deviceId,
    String name,
    String params,
    CommandState state,
    String requestedBy,
    UUID alarmId,
    Instant createdAt,
    Instant sentAt,
    String sentBy,
    Instant deliveredAt,
    Instant completedAt,
    Instant expiresAt,
    int attempts,
    String result,
    String error,
    boolean oneWay,
    boolean persistent,
    Integer timeoutSeconds,
    Instant notBefore,
    UUID jobId,
    long version)
    implements Serializable {

  public static CommandView of(Command command) {
    return new CommandView(
        command.getId(),
        command.getDeviceId(),
        command.getName(),
        command.getParams(),
        command.getState(),
        command.getRequestedBy(),
        command.getAlarmId(),
        command.getCreatedAt(),
        command.getSentAt(),
        command.getSentBy(),
        command.getDeliveredAt(),
        command.getCompletedAt(),
        command.getExpiresAt(),
        command.getAttempts(),
        command.getResult(),
        command.getError(),
        command.isOneWay(),
        command.isPersistent(),
        command.getTimeoutSeconds(),
        command.getNotBefore(),
        command.getJobId(),
        command.getVersion());
  }
}
