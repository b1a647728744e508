package io.iotcrm.edge.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.SeriesSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The registry's JSON, as the API sends it page by page and as the copy on disk holds it. */
final class RegistryFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, RegisteredDevice> devices = new HashMap<>();
  private final Map<String, List<SeriesSpec>> profiles = new HashMap<>();

  /** What all pages read so far hold together. */
  Registry registry() {
    return new Registry(Map.copyOf(devices), Map.copyOf(profiles));
  }

  /**
   * Adds a page.
   *
   * @return the cursor of the next page, or null
   */
  String readPage(InputStream page) throws IOException {
    String next = null;
    try (JsonParser in = JSON.createParser(page)) {
      expect(in.nextToken() == JsonToken.START_OBJECT, "a registry page is an object");
      String field;
      while ((field = in.nextFieldName()) != null) {
        JsonToken token = in.nextToken();
        switch (field) {
          case "devices" -> readDevices(in);
          case "profiles" -> readProfiles(in);
          case "nextCursor" -> next = token == JsonToken.VALUE_STRING ? in.getText() : null;
          default -> in.skipChildren();
        }
      }
      expect(in.currentToken() == JsonToken.END_OBJECT, "the registry page is cut off");
    }
    return next;
  }

  private void readDevices(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String id = null;
      boolean enabled = true;
      byte[] salt = null;
      byte[] hash = null;
      String profile = null;
      String field;
      while ((field = in.nextFieldName()) != null) {
        JsonToken token = in.nextToken();
        boolean text = token == JsonToken.VALUE_STRING;
        switch (field) {
          case "id" -> id = in.getText();
          case "enabled" -> enabled = token != JsonToken.VALUE_FALSE;
          case "salt" -> salt = text ? bytes(in) : null;
          case "hash" -> hash = text ? bytes(in) : null;
          case "profile" -> profile = text ? in.getText().intern() : null;
          default -> in.skipChildren();
        }
      }
      if (Reading.isDeviceId(id)) {
        List<RegisteredDevice.Secret> secrets =
            salt == null || hash == null
                ? List.of()
                : List.of(new RegisteredDevice.Secret(salt, hash));
        // A device with two secrets is there twice.
        devices.merge(
            id,
            new RegisteredDevice(id, enabled, secrets, profile),
            (before, more) -> before.with(more.secrets()));
      }
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "devices is not an array of objects");
  }

  /** Standard base64 or the URL alphabet, with or without padding. */
  private static byte[] bytes(JsonParser in) throws IOException {
    try {
      return Base64.getDecoder().decode(in.getText().replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IOException("a salt or hash in the registry is not base64", e);
    }
  }

  private void readProfiles(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String key = null;
      List<SeriesSpec> series = new ArrayList<>();
      String field;
      while ((field = in.nextFieldName()) != null) {
        in.nextToken();
        switch (field) {
          case "key" -> key = in.getText();
          case "series" -> readSeries(in, series);
          default -> in.skipChildren();
        }
      }
      if (key != null) {
        profiles.put(key, List.copyOf(series));
      }
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "profiles is not an array of objects");
  }

  private static void readSeries(JsonParser in, List<SeriesSpec> series) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String key = null;
      String unit = null;
      String kind = SeriesSpec.Kind.NUMBER.name();
      Double min = null;
      Double max = null;
      String field;
      while ((field = in.nextFieldName()) != null) {
        JsonToken token = in.nextToken();
        switch (field) {
          case "key" -> key = in.getText();
          case "unit" -> unit = token == JsonToken.VALUE_STRING ? in.getText() : null;
          case "kind" -> kind = in.getText();
          case "min" -> min = token.isNumeric() ? (Double) in.getDoubleValue() : null;
          case "max" -> max = token.isNumeric() ? (Double) in.getDoubleValue() : null;
          default -> in.skipChildren();
        }
      }
      try {
        series.add(
            new SeriesSpec(
                key, unit, SeriesSpec.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), min, max));
      } catch (IllegalArgumentException e) {
        throw new IOException("a series in the registry cannot be used: " + e.getMessage(), e);
      }
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "series is not an array of objects");
  }

  private static void expect(boolean fine, String otherwise) throws IOException {
    if (!fine) {
      throw new IOException(otherwise);
    }
  }

  static void write(Registry registry, OutputStream to) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(to)) {
      out.writeStartObject();
      out.writeArrayFieldStart("devices");
      for (RegisteredDevice device : registry.devices().values()) {
        if (device.secrets().isEmpty()) {
          writeDevice(out, device, null);
        }
        for (RegisteredDevice.Secret secret : device.secrets()) {
          writeDevice(out, device, secret);
        }
      }
      out.writeEndArray();
      out.writeArrayFieldStart("profiles");
      for (Map.Entry<String, List<SeriesSpec>> profile : registry.profiles().entrySet()) {
        out.writeStartObject();
        out.writeStringField("key", profile.getKey());
        out.writeArrayFieldStart("series");
        for (SeriesSpec spec : profile.getValue()) {
          out.writeStartObject();
          out.writeStringField("key", spec.key());
          out.writeStringField("unit", spec.unit());
          out.writeStringField("kind", spec.kind().name());
          if (spec.min() != null) {
            out.writeNumberField("min", spec.min());
          }
          if (spec.max() != null) {
            out.writeNumberField("max", spec.max());
          }
          out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private static void writeDevice(
      JsonGenerator out, RegisteredDevice device, RegisteredDevice.Secret secret)
      throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    out.writeStartObject();
    out.writeStringField("id", device.id());
    out.writeBooleanField("enabled", device.enabled());
    if (secret != null) {
      out.writeStringField("salt", base64.encodeToString(secret.salt()));
      out.writeStringField("hash", base64.encodeToString(secret.hash()));
    }
    out.writeStringField("profile", device.profile());
    out.writeEndObject();
  }
}
