package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.PoisonException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the broker says of its devices' connections, in one message: {@code
 * {"base":B,"started":T?,"events":[{"device","span","connected","at"}]}}, times in milliseconds
 * since 1970.
 *
 * @param base spans below it are of a broker process that has ended
 * @param started when this process began, in its first message only; null in the others
 */
record PresenceEvents(long base, Instant started, List<Event> events) {
  /**
   * @param span rises with each span of connections of this device, whatever the clock says
   * @param connected whether the span began or ended
   */
  record Event(String deviceId, long span, boolean connected, Instant at) {}

  PresenceEvents {
    events = List.copyOf(events);
  }

  static PresenceEvents parse(byte[] body) throws PoisonException {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
      JsonObject message = reader.readObject();
      List<Event> events = new ArrayList<>();
      for (JsonObject event : message.getJsonArray("events").getValuesAs(JsonObject.class)) {
        events.add(
            new Event(
                event.getString("device"),
                event.getJsonNumber("span").longValueExact(),
                event.getBoolean("connected"),
                Instant.ofEpochMilli(event.getJsonNumber("at").longValueExact())));
      }
      return new PresenceEvents(
          message.getJsonNumber("base").longValueExact(),
          message.containsKey("started")
              ? Instant.ofEpochMilli(message.getJsonNumber("started").longValueExact())
              : null,
          events);
    } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
      throw new PoisonException("the message says nothing of presence", e);
    }
  }
}
