package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The form of a batch between edge and centre: a CBOR map of {@code id}, {@code edge}, {@code sent}
 * (milliseconds) and {@code records}, a SenML pack with the integer labels of RFC 8428. A record's
 * global name is {@code deviceId:key}; the device's part is the base name and is written only where
 * it changes. Times are absolute. What rules did at the edge is in {@code events}, if anything.
 *
 * <p>Stateless and thread-safe.
 */
public final class IngestBatchCodec {
  public static final int MAX_BYTES = 4 * 1024 * 1024;
  public static final int MAX_READINGS = 10_000;

  private static final String ID = "id";
  private static final String EDGE = "edge";
  private static final String SENT = "sent";
  private static final String RECORDS = "records";
  private static final String EVENTS = "events";
  private static final char SEPARATOR = ':';

  /**
   * @throws IllegalArgumentException for a reading from before July 1978, which SenML would take
   *     for a relative time, or for too many readings
   */
  public byte[] encode(IngestBatch batch) {
    if (batch.readings().size() > MAX_READINGS) {
      throw new IllegalArgumentException("a batch holds at most " + MAX_READINGS + " readings");
    }
    if (batch.events().size() > EdgeEventCodec.MAX_EVENTS) {
      throw new IllegalArgumentException(
          "a batch holds at most " + EdgeEventCodec.MAX_EVENTS + " events");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + 40 * batch.readings().size());
    try (JsonGenerator out = TelemetryFormat.CBOR.createGenerator(bytes)) {
      out.writeStartObject(batch, batch.events().isEmpty() ? 4 : 5);
      out.writeStringField(ID, batch.id().toString());
      out.writeStringField(EDGE, batch.edgeId());
      out.writeNumberField(SENT, batch.sentAt().toEpochMilli());
      out.writeFieldName(RECORDS);
      out.writeStartArray(batch, batch.readings().size());
      String device = null;
      for (Reading reading : batch.readings()) {
        boolean sameDevice = reading.deviceId().equals(device);
        device = reading.deviceId();
        write(out, reading, sameDevice);
      }
      out.writeEndArray();
      if (!batch.events().isEmpty()) {
        out.writeFieldName(EVENTS);
        EdgeEventCodec.write(out, batch.events());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused a batch", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Reading reading, boolean sameDevice)
      throws IOException {
    out.writeStartObject(reading, 3 + (sameDevice ? 0 : 1) + (reading.unit() == null ? 0 : 1));
    if (!sameDevice) {
      out.writeFieldId(SenmlLabel.BASE_NAME.cbor());
      out.writeString(reading.deviceId() + SEPARATOR);
    }
    out.writeFieldId(SenmlLabel.NAME.cbor());
    out.writeString(reading.key());
    out.writeFieldId(SenmlLabel.TIME.cbor());
    long millis = reading.at().toEpochMilli();
    if (millis < SenmlPackReader.FIRST_ABSOLUTE_TIME * 1000) {
      throw new IllegalArgumentException("reading " + reading.key() + " is from before 1978");
    }
    if (millis % 1000 == 0) {
      out.writeNumber(millis / 1000);
    } else {
      out.writeNumber(millis / 1000.0);
    }
    if (reading.unit() != null) {
      out.writeFieldId(SenmlLabel.UNIT.cbor());
      out.writeString(reading.unit());
    }
    if (reading.value() instanceof Double number) {
      out.writeFieldId(SenmlLabel.VALUE.cbor());
      out.writeNumber(number);
    } else if (reading.value() instanceof Boolean flag) {
      out.writeFieldId(SenmlLabel.BOOLEAN_VALUE.cbor());
      out.writeBoolean(flag);
    } else {
      out.writeFieldId(SenmlLabel.STRING_VALUE.cbor());
      out.writeString((String) reading.value());
    }
    out.writeEndObject();
  }

  /**
   * @throws MalformedTelemetryException where the bytes are not a whole batch; nothing else is
   *     thrown, whatever the bytes
   */
  public IngestBatch decode(byte[] bytes) throws MalformedTelemetryException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedTelemetryException(
          bytes.length + " bytes, a batch has at most " + MAX_BYTES);
    }
    return TelemetryFormat.read(true, bytes, IngestBatchCodec::envelope);
  }

  private static IngestBatch envelope(JsonParser in)
      throws IOException, MalformedTelemetryException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedTelemetryException("a batch is a map");
    }
    UUID id = null;
    String edge = null;
    Instant sent = null;
    List<Reading> readings = null;
    List<EdgeEvent> events = null;
    String field;
    while ((field = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      switch (field) {
        case ID -> {
          once(ID, id);
          id = uuid(in, token);
        }
        case EDGE -> {
          once(EDGE, edge);
          edge = token == JsonToken.VALUE_STRING ? in.getText() : null;
        }
        case SENT -> {
          once(SENT, sent);
          sent =
              token == JsonToken.VALUE_NUMBER_INT ? Instant.ofEpochMilli(in.getLongValue()) : null;
        }
        case RECORDS -> {
          once(RECORDS, readings);
          readings = records(in);
        }
        case EVENTS -> {
          once(EVENTS, events);
          events = EdgeEventCodec.read(in);
        }
        default -> in.skipChildren(); // a later version's addition
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT
        || id == null
        || sent == null
        || readings == null) {
      throw new MalformedTelemetryException("a batch needs id, edge, sent and records");
    }
    if (!Reading.isDeviceId(edge)) {
      throw new MalformedTelemetryException("the batch's edge is not an id");
    }
    return new IngestBatch(id, edge, sent, readings, events == null ? List.of() : events);
  }

  private static void once(String field, Object before) throws MalformedTelemetryException {
    if (before != null) {
      throw new MalformedTelemetryException("the batch has '" + field + "' twice");
    }
  }

  private static UUID uuid(JsonParser in, JsonToken token)
      throws IOException, MalformedTelemetryException {
    String text = token == JsonToken.VALUE_STRING ? in.getText() : "";
    try {
      UUID id = UUID.fromString(text);
      if (text.length() == 36) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new MalformedTelemetryException("the batch's id is not a UUID");
  }

  private static List<Reading> records(JsonParser in)
      throws IOException, MalformedTelemetryException {
    List<Reading> readings = new ArrayList<>();
    new SenmlPackReader(in, true, null, MAX_READINGS)
        .read(
            (baseName, name, at, value, unit) -> {
              int position = readings.size() + 1;
              String full = baseName.isEmpty() ? name : null;
              String device;
              String key;
              if (full == null && baseName.indexOf(SEPARATOR) == baseName.length() - 1) {
                device = deviceOf(baseName, readings);
                key = name;
              } else {
                String whole = baseName + name;
                int colon = whole.indexOf(SEPARATOR);
                if (colon < 0) {
                  throw new MalformedTelemetryException("record " + position + " names no device");
                }
                device = whole.substring(0, colon);
                key = whole.substring(colon + 1);
              }
              try {
                readings.add(new Reading(device, key, at, value, unit));
              } catch (IllegalArgumentException e) {
                throw new MalformedTelemetryException(
                    "record " + position + ": " + e.getMessage(), e);
              }
            });
    return readings;
  }

  /** The id before the colon; one string for a whole run of the same device. */
  private static String deviceOf(String baseName, List<Reading> before) {
    if (!before.isEmpty()) {
      String last = before.get(before.size() - 1).deviceId();
      if (last.length() == baseName.length() - 1 && baseName.startsWith(last)) {
        return last;
      }
    }
    return baseName.substring(0, baseName.length() - 1);
  }
}
