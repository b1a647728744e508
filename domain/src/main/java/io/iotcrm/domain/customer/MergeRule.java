package io.iotcrm.domain.customer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values a record has after another was merged into it. Its own stay unless the others are
 * chosen; what it does not know it takes over. Of consents the stricter wins, tags are put
 * together, and custom fields fill each other's gaps.
 */
public final class MergeRule {
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "account",
          List.of("name", "industry", "city", "phone", "website", "owner_id", "team"),
          "contact",
          List.of(
              "first_name",
              "last_name",
              "email",
              "phone",
              "tier",
              "external_id",
              "account_id",
              "owner_id",
              "team"));

  private static final List<String> CONSENTS =
      List.of("profiling_consent", "marketing_consent", "sharing_consent");

  private MergeRule() {}

  /** The fields of which the other record's value can be chosen. */
  public static List<String> fields(String object) {
    List<String> fields = FIELDS.get(object);
    if (fields == null) {
      throw new InvalidInputException("/object", "must be account or contact");
    }
    return fields;
  }

  /**
   * What changes.
   *
   * @param kept the record that stays, by column
   * @param merged the record that goes, by column
   * @param take the fields of which the value of the record that goes is wanted
   * @return the columns of the kept record that get another value, with it
   */
  public static JsonObject changes(
      String object, JsonObject kept, JsonObject merged, Set<String> take) {
    List<String> fields = fields(object);
    for (String wanted : take) {
      if (!fields.contains(wanted)) {
        throw new InvalidInputException("/take", "must be of " + String.join(", ", fields));
      }
    }
    Map<String, JsonValue> after = new HashMap<>();
    for (String field : fields) {
      JsonValue theirs = merged.getOrDefault(field, JsonValue.NULL);
      boolean unknown = kept.getOrDefault(field, JsonValue.NULL) == JsonValue.NULL;
      if (theirs != JsonValue.NULL && (unknown || take.contains(field))) {
        after.put(field, theirs);
      }
    }
    for (String consent : CONSENTS) {
      if (kept.get(consent) == JsonValue.TRUE && merged.get(consent) != JsonValue.TRUE) {
        after.put(consent, JsonValue.FALSE);
      }
    }
    after.put("tags", tags(kept.getJsonArray("tags"), merged.getJsonArray("tags")));
    Map<String, JsonValue> custom = new HashMap<>(merged.getJsonObject("custom"));
    custom.putAll(kept.getJsonObject("custom"));
    after.put("custom", object(custom));
    return different(kept, after);
  }

  /**
   * What takes a merge back: the values of before, of all columns that still have what the merge
   * gave them.
   */
  public static JsonObject restored(JsonObject before, JsonObject changed, JsonObject now) {
    Map<String, JsonValue> back = new HashMap<>();
    changed.forEach(
        (column, value) -> {
          if (value.equals(now.get(column))) {
            back.put(column, before.getOrDefault(column, JsonValue.NULL));
          }
        });
    return object(back);
  }

  private static JsonObject different(JsonObject kept, Map<String, JsonValue> after) {
    Map<String, JsonValue> changed = new HashMap<>(after);
    changed.entrySet().removeIf(one -> one.getValue().equals(kept.get(one.getKey())));
    return object(changed);
  }

  private static JsonArray tags(JsonArray first, JsonArray second) {
    List<String> all = new ArrayList<>();
    first.getValuesAs(JsonString::getString).forEach(all::add);
    second.getValuesAs(JsonString::getString).forEach(all::add);
    return JSON.createArrayBuilder(Tags.of(Tags.json(all))).build();
  }

  private static JsonObject object(Map<String, JsonValue> members) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    members.forEach(object::add);
    return object.build();
  }
}
