package io.iotcrm.edge.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotcrm.domain.telemetry.JsonTree;
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
  private final Map<String, RegisteredProfile> profiles = new HashMap<>();
  private final List<RegisteredRule> rules = new ArrayList<>();
  private byte[] pseudonymKey;

  /** What all pages read so far hold together. */
  Registry registry() {
    return new Registry(devices, profiles, rules, pseudonymKey);
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
          case "rules" -> readRules(in);
          case "pseudonymKey" ->
              pseudonymKey =
                  token == JsonToken.VALUE_STRING ? DeviceEntry.bytes(in.getText()) : null;
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
      RegisteredDevice device = DeviceEntry.read(in);
      if (device != null) {
        // A device with two credentials is there twice.
        devices.merge(device.id(), device, RegisteredDevice::with);
      }
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "devices is not an array of objects");
  }

  /** They are in every page. */
  private void readRules(JsonParser in) throws IOException {
    rules.clear();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      rules.add(RegisteredRule.read(in));
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "rules is not an array of objects");
  }

  private void readProfiles(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String key = null;
      List<SeriesSpec> series = new ArrayList<>();
      Map<String, Object> settings = Map.of();
      String field;
      while ((field = in.nextFieldName()) != null) {
        in.nextToken();
        switch (field) {
          case "key" -> key = in.getText();
          case "series" -> readSeries(in, series);
          case "settings" -> settings = settings(JsonTree.read(in));
          default -> in.skipChildren();
        }
      }
      if (key != null) {
        profiles.put(key, new RegisteredProfile(series, settings));
      }
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "profiles is not an array of objects");
  }

  private static Map<String, Object> settings(Object tree) {
    Map<String, Object> settings = new HashMap<>();
    if (tree instanceof Map<?, ?> sections) {
      sections.forEach((name, section) -> settings.put((String) name, section));
    }
    return settings;
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
        DeviceEntry.write(out, device);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("profiles");
      for (Map.Entry<String, RegisteredProfile> profile : registry.profiles().entrySet()) {
        out.writeStartObject();
        out.writeStringField("key", profile.getKey());
        out.writeArrayFieldStart("series");
        for (SeriesSpec spec : profile.getValue().series()) {
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
        out.writeFieldName("settings");
        JsonTree.write(out, profile.getValue().settings());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("rules");
      for (RegisteredRule rule : registry.rules()) {
        RegisteredRule.write(out, rule);
      }
      out.writeEndArray();
      if (registry.pseudonymKey() != null) {
        out.writeStringField(
            "pseudonymKey", Base64.getEncoder().encodeToString(registry.pseudonymKey()));
      }
      out.writeEndObject();
    }
  }
}
