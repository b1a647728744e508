package io.iotcrm.domain.platform;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Something just happened that an open page may want to show. It carries ids and numbers only; who
 * wants more reads the record, in the rights of who looks at it. Delivered at most once.
 *
 * @param ref the id of the alarm, ticket, task or command; null for readings and presence
 * @param value for readings a JSON object of the newest values; otherwise a state or null
 */
public record LiveEvent(
    Type type,
    String deviceId,
    UUID accountId,
    UUID contactId,
    Instant at,
    String ref,
    String value)
    implements Serializable {

  /** What happened. */
  public enum Type {
    READING,
    ALARM,
    TICKET,
    TASK,
    COMMAND,
    OFFER,
    PRESENCE
  }
}
