package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;

/**
 * Reads the records of one SenML pack and resolves them (RFC 8428, section 4.6): base fields are
 * applied and times are absolute. JSON and CBOR differ only in the parser.
 *
 * <p>Sums without a value and binary values are refused: the product has no place for them.
 */
final class SenmlPackReader {
  /** Times below are relative to now, times from here on are seconds since 1970 (section 4.5.3). */
  static final double FIRST_ABSOLUTE_TIME = 1L << 28;

  /** The end of the year 9999. */
  private static final double LAST_TIME = 253_402_300_799.0;

  private static final int VERSION = 10;
  private static final int MAX_UNIT = 32;

  private static final EnumSet<SenmlLabel> VALUES =
      EnumSet.of(
          SenmlLabel.VALUE,
          SenmlLabel.STRING_VALUE,
          SenmlLabel.BOOLEAN_VALUE,
          SenmlLabel.DATA_VALUE);

  /** Takes the resolved records in their order. */
  interface Sink {
    /**
     * @param baseName the base name in force, never null, may be empty
     * @param name the record's own name, never null, may be empty
     */
    void accept(String baseName, String name, Instant at, Object value, String unit)
        throws MalformedTelemetryException;
  }

  private final JsonParser in;
  private final boolean cbor;
  private final Instant now;
  private final int maxRecords;

  private String baseName = "";
  private double baseTime;
  private String baseUnit;
  private Double baseValue;

  private final EnumSet<SenmlLabel> seen = EnumSet.noneOf(SenmlLabel.class);
  private int count;
  private String name;
  private double time;
  private String unit;
  private Object value;

  /**
   * @param now what relative times are relative to, or null when the pack must not have any
   */
  SenmlPackReader(JsonParser in, boolean cbor, Instant now, int maxRecords) {
    this.in = in;
    this.cbor = cbor;
    this.now = now;
    this.maxRecords = maxRecords;
  }

  /** Reads from the array's opening, which is the parser's current token, through its end. */
  void read(Sink sink) throws IOException, MalformedTelemetryException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedTelemetryException("a SenML pack is an array of records");
    }
    JsonToken token;
    while ((token = in.nextToken()) != JsonToken.END_ARRAY) {
      count++;
      if (token != JsonToken.START_OBJECT) {
        throw refused(token == null ? "is cut off" : "is not an object");
      }
      if (count > maxRecords) {
        throw new MalformedTelemetryException("more than " + maxRecords + " records");
      }
      readRecord();
      sink.accept(baseName, name, resolvedTime(), resolvedValue(), unit == null ? baseUnit : unit);
    }
  }

  private void readRecord() throws IOException, MalformedTelemetryException {
    seen.clear();
    name = "";
    time = 0;
    unit = null;
    value = null;
    String field;
    while ((field = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      SenmlLabel label = SenmlLabel.of(field, cbor);
      if (label == null) {
        if (field.endsWith("_")) {
          throw refused("has a field that must be understood and is not (its name ends in '_')");
        }
        in.skipChildren();
        continue;
      }
      if (!seen.add(label)) {
        throw refused("has '" + label + "' twice");
      }
      readField(label, token);
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw refused("is cut off");
    }
  }

  private void readField(SenmlLabel label, JsonToken token)
      throws IOException, MalformedTelemetryException {
    switch (label) {
      case BASE_VERSION -> {
        if (number(label, token) > VERSION) {
          throw refused("is of a SenML version above " + VERSION);
        }
      }
      case BASE_NAME -> baseName = text(label, token);
      case BASE_TIME -> baseTime = number(label, token);
      case BASE_UNIT -> baseUnit = unit(label, token);
      case BASE_VALUE -> baseValue = number(label, token);
      case NAME -> name = text(label, token);
      case UNIT -> unit = unit(label, token);
      case TIME -> time = number(label, token);
      case VALUE -> value = number(label, token);
      case STRING_VALUE -> value = text(label, token);
      case BOOLEAN_VALUE -> {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
          throw refused("has a 'vb' that is not a boolean");
        }
        value = token == JsonToken.VALUE_TRUE;
      }
      case DATA_VALUE -> throw refused("has binary data ('vd'), which is not supported");
      case BASE_SUM, SUM, UPDATE_TIME -> number(label, token);
    }
  }

  private Object resolvedValue() throws MalformedTelemetryException {
    int values = 0;
    for (SenmlLabel label : VALUES) {
      if (seen.contains(label)) {
        values++;
      }
    }
    if (values > 1) {
      throw refused("has more than one value");
    }
    if (values == 0) {
      if (baseValue == null) {
        throw refused("has no value");
      }
      return baseValue;
    }
    if (baseValue != null && value instanceof Double number) {
      double sum = baseValue + number;
      if (!Double.isFinite(sum)) {
        throw refused("has a value that is not a finite number");
      }
      return sum;
    }
    return value;
  }

  private Instant resolvedTime() throws MalformedTelemetryException {
    double seconds = baseTime + time;
    if (seconds < FIRST_ABSOLUTE_TIME) {
      if (now == null) {
        throw refused("has a relative time");
      }
      seconds += now.toEpochMilli() / 1000.0;
    }
    if (!(seconds >= 0 && seconds <= LAST_TIME)) {
      throw refused("has a time outside 1970 to 9999; SenML times are seconds");
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1000.0));
  }

  private double number(SenmlLabel label, JsonToken token)
      throws IOException, MalformedTelemetryException {
    if (token == null || !token.isNumeric()) {
      throw refused("has a '" + label + "' that is not a number");
    }
    double number = in.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw refused("has a '" + label + "' that is not a finite number");
    }
    return number;
  }

  private String text(SenmlLabel label, JsonToken token)
      throws IOException, MalformedTelemetryException {
    if (token != JsonToken.VALUE_STRING) {
      throw refused("has a '" + label + "' that is not a string");
    }
    return in.getText();
  }

  private String unit(SenmlLabel label, JsonToken token)
      throws IOException, MalformedTelemetryException {
    String text = text(label, token);
    if (text.isEmpty()
        || text.length() > MAX_UNIT
        || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw refused("has a '" + label + "' that is not 1 to " + MAX_UNIT + " printable characters");
    }
    return text;
  }

  private MalformedTelemetryException refused(String what) {
    return new MalformedTelemetryException("record " + count + " " + what);
  }
}
