package io.iotcrm.domain.telemetry.mapping;

import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Where a payload says when it was measured, and how.
 *
 * @param at the JSON pointer of the time
 * @param format how it is written
 * @param zone of an ISO 8601 time that names none
 */
record PayloadTime(PointerPattern at, Format format, ZoneId zone) {
  private static final double SECONDS_END = 1e11;
  private static final double MILLIS_END = 253_402_300_799_999.0;

  /** How times are written. */
  enum Format {
    /** A text is ISO 8601; a number below 10^11 is seconds, any other milliseconds. */
    AUTO,
    ISO8601,
    EPOCH_SECONDS,
    EPOCH_MILLIS
  }

  /**
   * @throws MalformedTelemetryException where it is no time; never repeats the value
   */
  Instant read(Object value) throws MalformedTelemetryException {
    if (value instanceof String text && (format == Format.AUTO || format == Format.ISO8601)) {
      return text(text);
    }
    if (value instanceof Double number && format != Format.ISO8601) {
      boolean seconds =
          format == Format.EPOCH_SECONDS || format == Format.AUTO && number < SECONDS_END;
      double millis = seconds ? number * 1_000 : number;
      if (millis >= 0 && millis <= MILLIS_END) {
        return Instant.ofEpochMilli(Math.round(millis));
      }
    }
    throw new MalformedTelemetryException("the time at " + at + " is not what the mapping says");
  }

  private Instant text(String text) throws MalformedTelemetryException {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          time instanceof OffsetDateTime offset
              ? offset.toInstant()
              : ((LocalDateTime) time).atZone(zone).toInstant();
      return Instant.ofEpochMilli(instant.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedTelemetryException("the time at " + at + " is not an ISO 8601 time", e);
    }
  }
}
