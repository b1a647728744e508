package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The form of {@link EdgeEvent}s in a batch: an array of CBOR maps, times in milliseconds. */
final class EdgeEventCodec {
  static final int MAX_EVENTS = 10_000;
  private static final int MAX_VALUES = 256;

  private EdgeEventCodec() {}

  static void write(JsonGenerator out, List<EdgeEvent> events) throws IOException {
    out.writeStartArray(events, events.size());
    for (EdgeEvent event : events) {
      out.writeStartObject(event, 8);
      out.writeStringField("device", event.deviceId());
      out.writeStringField("rule", event.ruleId().toString());
      out.writeNumberField("version", event.ruleVersion());
      out.writeBooleanField("raised", event.raised());
      out.writeNumberField("since", event.raisedAt().toEpochMilli());
      out.writeNumberField("at", event.at().toEpochMilli());
      out.writeFieldName("values");
      writeValues(out, event.values());
      out.writeArrayFieldStart("sent");
      for (int place : event.sent()) {
        out.writeNumber(place);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeValues(JsonGenerator out, Map<String, Object> values)
      throws IOException {
    out.writeStartObject(values, values.size());
    for (Map.Entry<String, Object> value : values.entrySet()) {
      if (value.getValue() instanceof Boolean flag) {
        out.writeBooleanField(value.getKey(), flag);
      } else if (value.getValue() instanceof Number number) {
        out.writeNumberField(value.getKey(), number.doubleValue());
      } else {
        out.writeStringField(value.getKey(), value.getValue().toString());
      }
    }
    out.writeEndObject();
  }

  /** Reads the array that the parser stands on. */
  static List<EdgeEvent> read(JsonParser in) throws IOException, MalformedTelemetryException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedTelemetryException("the batch's events are not an array");
    }
    List<EdgeEvent> events = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      if (events.size() == MAX_EVENTS) {
        throw new MalformedTelemetryException("the batch has more than " + MAX_EVENTS + " events");
      }
      events.add(event(in, events.size() + 1));
    }
    if (in.currentToken() != JsonToken.END_ARRAY) {
      throw new MalformedTelemetryException("the batch's events are not maps, or are cut off");
    }
    return events;
  }

  private static EdgeEvent event(JsonParser in, int position)
      throws IOException, MalformedTelemetryException {
    String device = null;
    String rule = "";
    long version = 0;
    boolean raised = false;
    Instant since = null;
    Instant at = null;
    Map<String, Object> values = Map.of();
    List<Integer> sent = List.of();
    String field;
    while ((field = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      boolean whole = token == JsonToken.VALUE_NUMBER_INT;
      switch (field) {
        case "device" -> device = token == JsonToken.VALUE_STRING ? in.getText() : null;
        case "rule" -> rule = token == JsonToken.VALUE_STRING ? in.getText() : "";
        case "version" -> version = whole ? in.getLongValue() : 0;
        case "raised" -> raised = token == JsonToken.VALUE_TRUE;
        case "since" -> since = whole ? Instant.ofEpochMilli(in.getLongValue()) : null;
        case "at" -> at = whole ? Instant.ofEpochMilli(in.getLongValue()) : null;
        case "values" -> values = values(in);
        case "sent" -> sent = places(in);
        default -> in.skipChildren(); // a later version's addition
      }
    }
    try {
      return new EdgeEvent(device, UUID.fromString(rule), version, raised, since, at, values, sent);
    } catch (IllegalArgumentException e) {
      throw new MalformedTelemetryException("event " + position + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> values(JsonParser in)
      throws IOException, MalformedTelemetryException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedTelemetryException("an event's values are not a map");
    }
    Map<String, Object> values = new HashMap<>();
    String name;
    while ((name = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      if (values.size() == MAX_VALUES) {
        throw new MalformedTelemetryException("an event has too many values");
      }
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        values.put(name, in.getDoubleValue());
      } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
        values.put(name, token == JsonToken.VALUE_TRUE);
      } else if (token == JsonToken.VALUE_STRING) {
        values.put(name, in.getText());
      } else {
        in.skipChildren();
      }
    }
    return values;
  }

  private static List<Integer> places(JsonParser in)
      throws IOException, MalformedTelemetryException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedTelemetryException("an event's commands are not an array");
    }
    List<Integer> places = new ArrayList<>();
    JsonToken token;
    while ((token = in.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.VALUE_NUMBER_INT || places.size() == 10) {
        throw new MalformedTelemetryException("an event's commands are not a few numbers");
      }
      places.add(in.getIntValue());
    }
    return places;
  }
}
