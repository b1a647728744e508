package io.iotcrm.edge.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A rule that runs at the edge, as the registry's JSON has it.
 *
 * @param version rises with each change of the rule
 */
public record RegisteredRule(UUID id, long version, RuleDefinition definition) {

  /** Reads the object that the parser stands on. */
  static RegisteredRule read(JsonParser in) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    String field;
    while ((field = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        texts.put(field, in.getText());
      } else if (token == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(field, in.getLongValue());
      } else {
        in.skipChildren();
      }
    }
    try {
      return new RegisteredRule(
          UUID.fromString(texts.getOrDefault("id", "")),
          numbers.getOrDefault("version", 0L),
          new RuleDefinition(
              texts.get("name"),
              null,
              texts.get("profileKey"),
              texts.get("condition"),
              texts.get("clearCondition"),
              new RuleTiming(
                  numbers.getOrDefault("holdSeconds", 0L).intValue(),
                  numbers.getOrDefault("repeatCount", 1L).intValue(),
                  numbers.getOrDefault("repeatSeconds", 0L).intValue(),
                  texts.get("schedule")),
              Severity.valueOf(texts.getOrDefault("severity", "")),
              texts.get("actions"),
              true,
              true));
    } catch (IllegalArgumentException e) {
      throw new IOException("a rule in the registry cannot be used: " + e.getMessage(), e);
    }
  }

  static void write(JsonGenerator out, RegisteredRule rule) throws IOException {
    RuleDefinition definition = rule.definition();
    out.writeStartObject();
    out.writeStringField("id", rule.id().toString());
    out.writeNumberField("version", rule.version());
    out.writeStringField("name", definition.name());
    out.writeStringField("profileKey", definition.profileKey());
    out.writeStringField("condition", definition.condition());
    out.writeStringField("clearCondition", definition.clearCondition());
    out.writeNumberField("holdSeconds", definition.holdSeconds());
    out.writeNumberField("repeatCount", definition.timing().repeatCount());
    out.writeNumberField("repeatSeconds", definition.timing().repeatSeconds());
    out.writeStringField("schedule", definition.timing().scheduleJson());
    out.writeStringField("severity", definition.severity().name());
    out.writeStringField("actions", definition.actionsJson());
    out.writeEndObject();
  }
}
