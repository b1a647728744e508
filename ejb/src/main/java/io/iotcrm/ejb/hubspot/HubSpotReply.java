package io.iotcrm.ejb.hubspot;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What HubSpot said about a batch, sorted by contact.
 *
 * <p>Results and errors name their contact by objectWriteTraceId; a result that does not is matched
 * by the property that contacts are known by.
 *
 * @param accepted HubSpot's id by contact
 * @param refused the message by contact
 */
record HubSpotReply(Map<UUID, String> accepted, Map<UUID, String> refused) {

  static HubSpotReply read(String body, List<CrmContact> contacts, HubSpotPayload payload) {
    Map<String, UUID> known = new HashMap<>();
    for (CrmContact contact : contacts) {
      known.put(contact.id().toString(), contact.id());
      known.put(payload.idOf(contact).toLowerCase(Locale.ROOT), contact.id());
    }
    HubSpotReply reply = new HubSpotReply(new HashMap<>(), new HashMap<>());
    JsonObject json = object(body);
    for (JsonObject result : objects(json, "results")) {
      UUID contact = known.get(text(result, "objectWriteTraceId"));
      if (contact == null && result.get("properties") instanceof JsonObject properties) {
        contact = known.get(text(properties, payload.idProperty()).toLowerCase(Locale.ROOT));
      }
      if (contact != null) {
        reply.accepted.put(contact, text(result, "id"));
      }
    }
    for (JsonObject error : objects(json, "errors")) {
      if (error.get("context") instanceof JsonObject context) {
        for (String name : List.of("objectWriteTraceId", "ids", "id", "email")) {
          for (String value : texts(context.get(name))) {
            UUID contact = known.get(value.toLowerCase(Locale.ROOT));
            if (contact != null && !reply.accepted.containsKey(contact)) {
              reply.refused.put(contact, text(error, "message"));
            }
          }
        }
      }
    }
    return reply;
  }

  /** A member of an error body, e.g. {@code message} or {@code policyName}; empty when absent. */
  static String member(String body, String name) {
    return text(object(body), name);
  }

  private static JsonObject object(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private static List<String> texts(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream()
          .filter(JsonString.class::isInstance)
          .map(v -> ((JsonString) v).getString())
          .toList();
    }
    return value instanceof JsonString text ? List.of(text.getString()) : List.of();
  }

  private static String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return "";
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }
}
