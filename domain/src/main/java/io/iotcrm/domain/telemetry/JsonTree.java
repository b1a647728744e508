package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain values: {@link Map} in the document's order, {@link List}, {@link String}, {@link
 * Double}, {@link Boolean} and null. For small documents: settings, and messages that a mapping
 * reads.
 */
public final class JsonTree {
  private JsonTree() {}

  /**
   * Reads a whole document, under the limits of telemetry.
   *
   * @throws MalformedTelemetryException where it is not JSON, is nested too deeply, repeats a name
   *     or goes on after its end
   */
  public static Object parse(byte[] json) throws MalformedTelemetryException {
    return TelemetryFormat.read(false, json, JsonTree::read);
  }

  /** Reads the value that the parser stands on, and leaves it on the value's last token. */
  public static Object read(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new IOException("the document is cut off");
    }
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw new IOException("a value was expected, not " + token);
    };
  }

  private static Map<String, Object> object(JsonParser in) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    String name;
    while ((name = in.nextFieldName()) != null) {
      in.nextToken();
      if (object.containsKey(name)) {
        throw new IOException("a name is there twice in one object");
      }
      object.put(name, read(in));
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("an object is cut off");
    }
    return object;
  }

  private static List<Object> array(JsonParser in) throws IOException {
    List<Object> array = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(in));
    }
    return array;
  }

  /** Writes what {@link #read} gave. */
  public static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> array) {
      out.writeStartArray();
      for (Object element : array) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof String text) {
      out.writeString(text);
    } else {
      out.writeNull();
    }
  }
}
