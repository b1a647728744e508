package io.iotcrm.ejb.platform;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What queries give, in the types that are used here. */
public final class NativeRows {
  private NativeRows() {}

  /** A {@code timestamptz}, which comes in one of two types; null for null. */
  public static Instant instant(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value instanceof OffsetDateTime time ? time.toInstant() : null;
  }
}
