package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.telemetry.RollingWindow;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a rule's actions from their JSON form and says everything that is wrong with it. */
final class RuleActions {
  private static final int MAX_ACTIONS = 10;
  private static final int MAX_MINUTES = 525_600;
  private static final Set<String> PLAIN_PLACEHOLDERS =
      Set.of("device.id", "device.name", "device.site", "rule.name", "account.name");
  private static final Set<String> INTERACTION_KINDS = Set.of("DWELL", "CLICK", "PURCHASE");

  private final List<RuleAction> actions = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private RuleActions() {}

  /** What was read; the actions are complete only where there are no violations. */
  record Outcome(List<RuleAction> actions, List<Violation> violations) {}

  static Outcome parse(String json) {
    RuleActions parser = new RuleActions();
    parser.read(json == null || json.isBlank() ? "[]" : json);
    return new Outcome(List.copyOf(parser.actions), List.copyOf(parser.violations));
  }

  static boolean isPlaceholder(String name) {
    if (PLAIN_PLACEHOLDERS.contains(name)) {
      return true;
    }
    if (name.startsWith("latest.")) {
      return name.length() > "latest.".length();
    }
    int feature = name.lastIndexOf('.');
    return name.startsWith("window.")
        && feature > "window.".length()
        && RollingWindow.isFeature(name.substring(feature + 1));
  }

  private void read(String json) {
    JsonArray array;
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      array = reader.readArray();
    } catch (JsonException | ClassCastException e) {
      violations.add(new Violation("/actions", "must be a JSON array of actions"));
      return;
    }
    if (array.size() > MAX_ACTIONS) {
      violations.add(new Violation("/actions", "has more than " + MAX_ACTIONS + " actions"));
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      String pointer = "/actions/" + i;
      if (array.get(i) instanceof JsonObject object) {
        readAction(object, pointer);
      } else {
        violations.add(new Violation(pointer, "must be an object"));
      }
    }
  }

  private void readAction(JsonObject json, String pointer) {
    String type = text(json, "type", pointer, "");
    switch (type) {
      case "TICKET" ->
          actions.add(
              new RuleAction.OpenTicket(
                  priority(json, pointer),
                  template(json, "subject", pointer, true),
                  template(json, "description", pointer, false)));
      case "TASK" ->
          actions.add(
              new RuleAction.CreateTask(
                  template(json, "subject", pointer, true),
                  minutes(json, "dueInMinutes", pointer, 1_440)));
      case "COMMAND" ->
          actions.add(
              new RuleAction.SendCommand(
                  required(json, "name", pointer),
                  params(json, pointer),
                  minutes(json, "expiresInMinutes", pointer, 60)));
      case "INTERACTION" ->
          actions.add(
              new RuleAction.RecordInteraction(
                  kind(json, pointer),
                  template(json, "shelf", pointer, true),
                  weight(json, pointer)));
      default ->
          violations.add(
              new Violation(pointer + "/type", "must be TICKET, TASK, COMMAND or INTERACTION"));
    }
  }

  private Priority priority(JsonObject json, String pointer) {
    String name = text(json, "priority", pointer, "NORMAL");
    try {
      return Priority.valueOf(name);
    } catch (IllegalArgumentException e) {
      violations.add(new Violation(pointer + "/priority", "must be URGENT, HIGH, NORMAL or LOW"));
      return Priority.NORMAL;
    }
  }

  private String kind(JsonObject json, String pointer) {
    String kind = text(json, "kind", pointer, "DWELL");
    if (!INTERACTION_KINDS.contains(kind)) {
      violations.add(new Violation(pointer + "/kind", "must be DWELL, CLICK or PURCHASE"));
    }
    return kind;
  }

  private String params(JsonObject json, String pointer) {
    JsonValue value = json.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      violations.add(new Violation(pointer + "/params", "must be an object"));
    }
    return value.toString();
  }

  private RuleExpression weight(JsonObject json, String pointer) {
    JsonValue value = json.get("weight");
    String source = "1.0";
    if (value instanceof JsonNumber number) {
      source = String.valueOf(number.doubleValue());
    } else if (value instanceof JsonString string) {
      source = string.getString();
    } else if (value != null) {
      violations.add(new Violation(pointer + "/weight", "must be a number or an expression"));
    }
    try {
      return RuleExpression.number(source);
    } catch (RuleExpressionException e) {
      violations.add(new Violation(pointer + "/weight", e.getMessage()));
      return null;
    }
  }

  private int minutes(JsonObject json, String name, String pointer, int preset) {
    JsonValue value = json.get(name);
    if (value == null) {
      return preset;
    }
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.longValue() >= 1
        && number.longValue() <= MAX_MINUTES) {
      return number.intValue();
    }
    violations.add(
        new Violation(pointer + "/" + name, "must be a whole number of 1 to " + MAX_MINUTES));
    return preset;
  }

  private Template template(JsonObject json, String name, String pointer, boolean required) {
    String text = required ? required(json, name, pointer) : text(json, name, pointer, "");
    try {
      return Template.parse(text, RuleActions::isPlaceholder);
    } catch (IllegalArgumentException e) {
      violations.add(new Violation(pointer + "/" + name, e.getMessage()));
      return null;
    }
  }

  private String required(JsonObject json, String name, String pointer) {
    String text = text(json, name, pointer, "");
    if (text.isBlank() || text.length() > 300) {
      violations.add(new Violation(pointer + "/" + name, "must have 1 to 300 characters"));
    }
    return text;
  }

  private String text(JsonObject json, String name, String pointer, String preset) {
    JsonValue value = json.get(name);
    if (value == null) {
      return preset;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    violations.add(new Violation(pointer + "/" + name, "must be a text"));
    return preset;
  }
}
