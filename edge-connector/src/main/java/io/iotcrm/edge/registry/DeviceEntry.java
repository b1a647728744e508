package io.iotcrm.edge.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One credential of one device as the registry's JSON has it; a device is there once for each. */
final class DeviceEntry {
  private String id;
  private boolean enabled = true;
  private byte[] salt;
  private byte[] hash;
  private String profile;
  private String kind = "TOKEN";
  private String publicId;
  private byte[] key;
  private String credential;
  private boolean gateway;
  private String viaGateway;
  private final List<String> aliases = new ArrayList<>();
  private String site;
  private boolean controls;
  private final Map<String, Object> attributes = new HashMap<>();

  private DeviceEntry() {}

  /** Reads the object that the parser stands on; null where it is no device. */
  static RegisteredDevice read(JsonParser in) throws IOException {
    DeviceEntry entry = new DeviceEntry();
    String field;
    while ((field = in.nextFieldName()) != null) {
      in.nextToken();
      entry.take(field, in);
    }
    return Reading.isDeviceId(entry.id) ? entry.device() : null;
  }

  private void take(String field, JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    String text = token == JsonToken.VALUE_STRING ? in.getText() : null;
    switch (field) {
      case "id" -> id = text;
      case "enabled" -> enabled = token != JsonToken.VALUE_FALSE;
      case "salt" -> salt = bytes(text);
      case "hash" -> hash = bytes(text);
      case "profile" -> profile = text == null ? null : text.intern();
      case "kind" -> kind = text == null ? kind : text;
      case "publicId" -> publicId = text;
      case "key" -> key = bytes(text);
      case "credential" -> credential = text;
      case "gateway" -> gateway = token == JsonToken.VALUE_TRUE;
      case "viaGateway" -> viaGateway = text == null ? null : text.intern();
      case "aliases" -> readAliases(in);
      case "site" -> site = text == null ? null : text.intern();
      case "controls" -> controls = token == JsonToken.VALUE_TRUE;
      case "attributes" -> readAttributes(in);
      default -> in.skipChildren();
    }
  }

  private void readAliases(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        aliases.add(in.getText());
      }
      in.skipChildren();
    }
  }

  private void readAttributes(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_OBJECT && JsonTree.read(in) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              attributes.put((String) name, number.doubleValue());
            } else if (value instanceof String || value instanceof Boolean) {
              attributes.put((String) name, value);
            }
          });
    }
  }

  private RegisteredDevice device() {
    boolean secret = salt != null && hash != null;
    boolean psk = kind.equals("PSK") && publicId != null && key != null && key.length > 0;
    boolean certificate = kind.equals("X509") && publicId != null;
    List<RegisteredDevice.DtlsKey> keys = List.of();
    if (psk) {
      keys = List.of(new RegisteredDevice.DtlsKey(publicId, key, credential));
    } else if (certificate) {
      keys =
          List.of(
              new RegisteredDevice.DtlsKey(publicId.toLowerCase(Locale.ROOT), null, credential));
    }
    return new RegisteredDevice(
        id,
        enabled,
        secret ? List.of(new RegisteredDevice.Secret(salt, hash, credential)) : List.of(),
        profile,
        keys,
        gateway,
        viaGateway,
        aliases,
        site == null && !controls && attributes.isEmpty()
            ? RegisteredDevice.RuleFields.NONE
            : new RegisteredDevice.RuleFields(site, attributes, controls));
  }

  /** Standard base64 or the URL alphabet, with or without padding. */
  static byte[] bytes(String text) throws IOException {
    try {
      return text == null
          ? null
          : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IOException("a salt, hash or key in the registry is not base64", e);
    }
  }

  /** Writes a device with all it has, an entry for each credential. */
  static void write(JsonGenerator out, RegisteredDevice device) throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    if (device.secrets().isEmpty() && device.keys().isEmpty()) {
      begin(out, device);
      out.writeEndObject();
    }
    for (RegisteredDevice.Secret secret : device.secrets()) {
      begin(out, device);
      out.writeStringField("salt", base64.encodeToString(secret.salt()));
      out.writeStringField("hash", base64.encodeToString(secret.hash()));
      writeCredential(out, secret.credential());
      out.writeEndObject();
    }
    for (RegisteredDevice.DtlsKey dtls : device.keys()) {
      begin(out, device);
      out.writeStringField("kind", dtls.key() == null ? "X509" : "PSK");
      out.writeStringField("publicId", dtls.publicId());
      if (dtls.key() != null) {
        out.writeStringField("key", base64.encodeToString(dtls.key()));
      }
      writeCredential(out, dtls.credential());
      out.writeEndObject();
    }
  }

  private static void writeCredential(JsonGenerator out, String credential) throws IOException {
    if (credential != null) {
      out.writeStringField("credential", credential);
    }
  }

  private static void begin(JsonGenerator out, RegisteredDevice device) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", device.id());
    out.writeBooleanField("enabled", device.enabled());
    out.writeStringField("profile", device.profile());
    if (device.gateway()) {
      out.writeBooleanField("gateway", true);
    }
    if (device.viaGateway() != null) {
      out.writeStringField("viaGateway", device.viaGateway());
    }
    if (!device.aliases().isEmpty()) {
      out.writeArrayFieldStart("aliases");
      for (String alias : device.aliases()) {
        out.writeString(alias);
      }
      out.writeEndArray();
    }
    RegisteredDevice.RuleFields fields = device.ruleFields();
    if (fields.site() != null) {
      out.writeStringField("site", fields.site());
    }
    if (fields.controls()) {
      out.writeBooleanField("controls", true);
    }
    if (!fields.attributes().isEmpty()) {
      out.writeFieldName("attributes");
      JsonTree.write(out, fields.attributes());
    }
  }
}
