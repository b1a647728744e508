package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what one device sends: a SenML pack in JSON or CBOR (RFC 8428), or a flat JSON object with
 * one field per series and an optional {@code ts} (milliseconds since 1970, or ISO 8601).
 *
 * <p>The format is told from the first byte. A message is taken whole or refused whole. Stateless
 * and thread-safe.
 */
public final class DeviceMessageParser {
  public static final int MAX_BYTES = 64 * 1024;
  public static final int MAX_READINGS = 200;

  /** The field of a flat object that says when its values were measured. */
  public static final String TIME_FIELD = "ts";

  private static final long LAST_MILLI = 253_402_300_799_999L;

  /**
   * @param deviceId who sent it, as the transport proved it
   * @param receivedAt the time of values without a time, and the origin of relative times
   * @return at least one reading, in the message's order
   * @throws MalformedTelemetryException with a message that names the fault and never repeats the
   *     payload
   */
  public List<Reading> parse(String deviceId, byte[] payload, Instant receivedAt)
      throws MalformedTelemetryException {
    if (payload.length > MAX_BYTES) {
      throw new MalformedTelemetryException(
          payload.length + " bytes, at most " + MAX_BYTES + " are taken");
    }
    Instant now = Instant.ofEpochMilli(receivedAt.toEpochMilli());
    int first = firstByte(payload);
    List<Reading> readings;
    if (first == '{') {
      readings = TelemetryFormat.read(false, payload, in -> flat(in, deviceId, now));
    } else if (first == '[') {
      readings = TelemetryFormat.read(false, payload, in -> senml(in, false, deviceId, now));
    } else if (first >= 0x80 && first <= 0x9f || first == 0xd9) {
      readings = TelemetryFormat.read(true, payload, in -> senml(in, true, deviceId, now));
    } else if (first < 0) {
      throw new MalformedTelemetryException("the message is empty");
    } else {
      throw new MalformedTelemetryException(
          "neither a JSON object, a SenML JSON array nor a SenML CBOR array");
    }
    if (readings.isEmpty()) {
      throw new MalformedTelemetryException("the message has no readings");
    }
    return readings;
  }

  /** The first byte that is not JSON white space, or -1. */
  private static int firstByte(byte[] payload) {
    for (byte b : payload) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xff;
      }
    }
    return -1;
  }

  private static List<Reading> senml(JsonParser in, boolean cbor, String deviceId, Instant now)
      throws IOException, MalformedTelemetryException {
    List<Reading> readings = new ArrayList<>();
    SenmlKeys keys = new SenmlKeys(deviceId);
    new SenmlPackReader(in, cbor, now, MAX_READINGS)
        .read(
            (baseName, name, at, value, unit) ->
                readings.add(
                    reading(
                        readings.size() + 1,
                        deviceId,
                        keys.key(baseName, name, readings.size() + 1),
                        at,
                        value,
                        unit)));
    return readings;
  }

  private static List<Reading> flat(JsonParser in, String deviceId, Instant now)
      throws IOException, MalformedTelemetryException {
    List<String> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Instant at = now;
    String field;
    while ((field = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      int position = seen.size() + 1;
      if (!seen.add(field)) {
        throw new MalformedTelemetryException("field " + position + " repeats an earlier name");
      }
      if (field.equals(TIME_FIELD)) {
        at = time(in, token);
        continue;
      }
      if (keys.size() == MAX_READINGS) {
        throw new MalformedTelemetryException("more than " + MAX_READINGS + " values");
      }
      keys.add(field);
      values.add(value(in, token, position));
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedTelemetryException("the object is cut off");
    }
    List<Reading> readings = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      readings.add(reading(i + 1, deviceId, keys.get(i), at, values.get(i), null));
    }
    return readings;
  }

  private static Object value(JsonParser in, JsonToken token, int position)
      throws IOException, MalformedTelemetryException {
    if (token == null) {
      throw new MalformedTelemetryException("the object is cut off");
    }
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_STRING -> in.getText();
      case VALUE_NULL ->
          throw new MalformedTelemetryException(
              "field " + position + " is null; leave out what was not measured");
      default ->
          throw new MalformedTelemetryException(
              "field " + position + " is not a number, boolean or string");
    };
  }

  private static Instant time(JsonParser in, JsonToken token)
      throws IOException, MalformedTelemetryException {
    if (token == JsonToken.VALUE_STRING) {
      try {
        return checked(OffsetDateTime.parse(in.getText()).toInstant().toEpochMilli());
      } catch (DateTimeException | ArithmeticException e) {
        throw new MalformedTelemetryException(
            "'ts' is not an ISO 8601 time such as 2026-01-31T12:00:00Z", e);
      }
    }
    if (token == null || !token.isNumeric()) {
      throw new MalformedTelemetryException(
          "'ts' is neither milliseconds since 1970 nor an ISO 8601 time");
    }
    double millis = in.getDoubleValue();
    if (!(millis >= 0 && millis <= LAST_MILLI)) {
      throw new MalformedTelemetryException("'ts' is outside 1970 to 9999");
    }
    return checked(Math.round(millis));
  }

  private static Instant checked(long millis) throws MalformedTelemetryException {
    if (millis < 0 || millis > LAST_MILLI) {
      throw new MalformedTelemetryException("'ts' is outside 1970 to 9999");
    }
    return Instant.ofEpochMilli(millis);
  }

  private static Reading reading(
      int position, String deviceId, String key, Instant at, Object value, String unit)
      throws MalformedTelemetryException {
    try {
      return new Reading(deviceId, key, at, value, unit);
    } catch (IllegalArgumentException e) {
      // Its messages name the key only once the key is known to be plain.
      throw new MalformedTelemetryException("value " + position + ": " + e.getMessage(), e);
    }
  }
}
