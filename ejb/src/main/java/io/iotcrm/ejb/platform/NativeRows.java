package io.iotcrm.ejb.platform;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What native queries give, in the types that are used here. */
public final class NativeRows {
  private NativeRows() {}

  /** A {@code timestamptz}, which the provider gives in one of two types; null for null. */
  public static Instant instant(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value instanceof OffsetDateTime time ? time.toInstant() : null;
  }
}
