package io.iotcrm.domain.support;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.Template;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a macro does: a text with placeholders, and changes. Every part may be absent.
 *
 * @param text what is written on the ticket; null: nothing
 * @param internal whether the text is for colleagues only
 * @param assignee a user name, or {@link #ME}; null: whose it is
 */
public record MacroSteps(
    String text,
    boolean internal,
    TicketStatus status,
    Priority priority,
    List<String> addTags,
    List<String> removeTags,
    UUID queueId,
    String assignee)
    implements Serializable {
  /** Whoever applies the macro. */
  public static final String ME = "me";

  /** What a text may name. */
  public static final Set<String> PLACEHOLDERS =
      Set.of(
          "ticket.number",
          "ticket.subject",
          "contact.name",
          "account.name",
          "device.id",
          "agent.name");

  private static final int MAX_TEXT = 10_000;

  /**
   * @throws InvalidInputException naming what is wrong
   */
  public MacroSteps {
    text = text == null || text.isBlank() ? null : text;
    addTags = tags("/addTags", addTags);
    removeTags = tags("/removeTags", removeTags);
    if (text != null && text.length() > MAX_TEXT) {
      throw new InvalidInputException("/text", "must have at most 10,000 characters");
    }
    try {
      Template.parse(text == null ? "" : text, PLACEHOLDERS::contains);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("/text", e.getMessage());
    }
    boolean changes = status != null || priority != null || queueId != null || assignee != null;
    if (text == null && !changes && addTags.isEmpty() && removeTags.isEmpty()) {
      throw new InvalidInputException("", "a macro needs a text or a change");
    }
  }

  private static List<String> tags(String pointer, List<String> words) {
    try {
      return new TicketTags(words == null ? List.of() : words).words();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(pointer, e.getMessage());
    }
  }

  /** The text with the placeholders filled in; null where there is none. */
  public String render(Function<String, Object> values) {
    return text == null
        ? null
        : Template.parse(text, PLACEHOLDERS::contains).render(values, MAX_TEXT);
  }

  /**
   * What the ticket says afterwards.
   *
   * @param agent who applies it
   */
  public TicketDetails applied(TicketView now, String agent) {
    return TicketDetails.of(now)
        .worked(
            status == null ? now.status() : status,
            priority == null ? now.priority() : priority,
            assignee == null ? now.assigneeUsername() : assignee.equals(ME) ? agent : assignee,
            queueId == null ? now.queueId() : queueId,
            new TicketTags(now.tags()).with(addTags, removeTags).words());
  }

  /** The changes of a ticket in words, in the order in which they are shown. */
  public List<String> changes(TicketView now, String agent, String queueName) {
    TicketDetails then = applied(now, agent);
    List<String> words = new ArrayList<>();
    if (then.status() != now.status()) {
      words.add("status " + now.status() + " to " + then.status());
    }
    if (then.priority() != now.priority()) {
      words.add("priority " + now.priority() + " to " + then.priority());
    }
    if (!Objects.equals(then.assigneeUsername(), now.assigneeUsername())) {
      words.add("assigned to " + then.assigneeUsername());
    }
    if (!Objects.equals(then.queueId(), now.queueId())) {
      words.add("queue " + queueName);
    }
    if (!then.tags().equals(now.tags())) {
      words.add(then.tags().isEmpty() ? "no tags" : "tags " + String.join(" ", then.tags()));
    }
    return words;
  }

  String toJson() {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("internal", internal)
            .add("addTags", JSON.createArrayBuilder(addTags))
            .add("removeTags", JSON.createArrayBuilder(removeTags));
    addText(json, "text", text);
    addText(json, "status", status);
    addText(json, "priority", priority);
    addText(json, "queueId", queueId);
    addText(json, "assignee", assignee);
    return json.build().toString();
  }

  private static void addText(JsonObjectBuilder json, String name, Object value) {
    if (value != null) {
      json.add(name, value.toString());
    }
  }

  static MacroSteps fromJson(String stored) {
    try (JsonReader reader = JSON.createReader(new StringReader(stored))) {
      JsonObject json = reader.readObject();
      String status = json.getString("status", null);
      String priority = json.getString("priority", null);
      String queue = json.getString("queueId", null);
      return new MacroSteps(
          json.getString("text", null),
          json.getBoolean("internal"),
          status == null ? null : TicketStatus.valueOf(status),
          priority == null ? null : Priority.valueOf(priority),
          json.getJsonArray("addTags").getValuesAs(JsonString::getString),
          json.getJsonArray("removeTags").getValuesAs(JsonString::getString),
          queue == null ? null : UUID.fromString(queue),
          json.getString("assignee", null));
    }
  }
}
