package io.iotcrm.edge.coap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotcrm.edge.mqtt.MqttLink;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.status.EdgeCounters;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * POST {@code v1/devices/ID/commands/COMMAND/result?token=SECRET}: passes the result to the broker
 * and answers 2.04 when the broker has it.
 */
public final class CommandResultResource extends CoapResource {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int RETRY_SECONDS = 5;
  private static final JsonFactory JSON = new JsonFactory();

  private final DeviceRequest request;
  private final MqttLink link;
  private final EdgeCounters counters;

  public CommandResultResource(DeviceRequest request, MqttLink link, EdgeCounters counters) {
    super("result");
    this.request = request;
    this.link = link;
    this.counters = counters;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    RegisteredDevice device = request.authenticated(exchange);
    if (device == null) {
      return;
    }
    byte[] payload = exchange.getRequestPayload();
    String command = exchange.getRequestOptions().getUriPath().get(4);
    if (payload == null || payload.length > MAX_BYTES) {
      exchange.respond(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    } else if (!isUuid(command)) {
      exchange.respond(ResponseCode.BAD_REQUEST, "the command's id is not a UUID");
    } else if (!hasState(payload)) {
      exchange.respond(ResponseCode.BAD_REQUEST, "a result is {\"state\":\"SUCCEEDED\"} or FAILED");
    } else {
      pass(exchange, "v1/devices/" + device.id() + "/commands/" + command + "/result", payload);
    }
  }

  private void pass(CoapExchange exchange, String topic, byte[] payload) {
    try {
      link.publish(
          topic,
          payload,
          new MqttLink.Answer() {
            @Override
            public void accepted() {
              counters.commandResult();
              exchange.respond(ResponseCode.CHANGED);
            }

            @Override
            public void refused(String reason) {
              exchange.respondOverload(RETRY_SECONDS);
            }
          });
    } catch (IOException e) {
      exchange.respondOverload(RETRY_SECONDS);
    }
  }

  private static boolean isUuid(String text) {
    try {
      return text.length() == 36 && UUID.fromString(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether this is one JSON object that says how the command ended. */
  static boolean hasState(byte[] payload) {
    boolean found = false;
    try (JsonParser in = JSON.createParser(payload)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      String field;
      while ((field = in.nextFieldName()) != null) {
        in.nextToken();
        if (field.equals("state")) {
          String state = in.getText();
          found = state.equals("SUCCEEDED") || state.equals("FAILED");
        }
        in.skipChildren();
      }
      return found && in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
