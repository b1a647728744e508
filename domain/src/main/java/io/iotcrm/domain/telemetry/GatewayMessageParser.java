package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes apart what a gateway sends for many devices at once: a JSON object with a member for each
 * device, whose name is the device's id and whose value is a message of that device.
 *
 * <p>Whether the gateway speaks for a device, and what its message says, is for the caller to
 * check: what is wrong with one keeps no other out. Stateless and thread-safe.
 */
public final class GatewayMessageParser {
  public static final int MAX_BYTES = 256 * 1024;
  public static final int MAX_DEVICES = 500;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build())
          .build();

  /**
   * @param messages of each device, in the message's order
   * @param refused names of members that are no device's id, shortened to 64 characters
   */
  public record Parsed(Map<String, byte[]> messages, Set<String> refused) {}

  /**
   * @throws MalformedTelemetryException if it is no such object as a whole
   */
  public Parsed parse(byte[] payload) throws MalformedTelemetryException {
    if (payload.length > MAX_BYTES) {
      throw new MalformedTelemetryException(
          payload.length + " bytes, at most " + MAX_BYTES + " are taken");
    }
    Map<String, byte[]> messages = new LinkedHashMap<>();
    Set<String> refused = new LinkedHashSet<>();
    try (JsonParser in = JSON.createParser(payload)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedTelemetryException("not a JSON object");
      }
      String deviceId;
      int devices = 0;
      while ((deviceId = in.nextFieldName()) != null) {
        if (++devices > MAX_DEVICES) {
          throw new MalformedTelemetryException("more than " + MAX_DEVICES + " devices");
        }
        byte[] part = part(in);
        if (Reading.isDeviceId(deviceId)) {
          messages.put(deviceId, part);
        } else {
          refused.add(shortened(deviceId));
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
        throw new MalformedTelemetryException("more than one JSON value");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedTelemetryException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
    if (messages.isEmpty() && refused.isEmpty()) {
      throw new MalformedTelemetryException("the message has no devices");
    }
    return new Parsed(messages, refused);
  }

  /** The value at hand as JSON of its own. */
  private static byte[] part(JsonParser in) throws IOException {
    in.nextToken();
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(part)) {
      out.copyCurrentStructure(in);
    }
    return part.toByteArray();
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64);
  }
}
