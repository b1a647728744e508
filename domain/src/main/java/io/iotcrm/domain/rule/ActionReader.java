package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads the members of one action, and writes down what is wrong with them. */
final class ActionReader {
  private static final int SHORT = 300;

  private final JsonObject json;
  private final String pointer;
  private final List<Violation> violations;

  ActionReader(JsonObject json, String pointer, List<Violation> violations) {
    this.json = json;
    this.pointer = pointer;
    this.violations = violations;
  }

  void refuse(String member, String detail) {
    violations.add(new Violation(pointer + "/" + member, detail));
  }

  /** A misspelt member would be a silent loss. */
  void allow(Set<String> members) {
    for (String member : json.keySet()) {
      if (!member.equals("type") && !members.contains(member)) {
        refuse(member, "is not known here; known are " + String.join(", ", sorted(members)));
      }
    }
  }

  private static List<String> sorted(Set<String> members) {
    return members.stream().sorted().toList();
  }

  boolean has(String member) {
    return json.containsKey(member) && json.get(member) != JsonValue.NULL;
  }

  String text(String member, String preset) {
    JsonValue value = json.get(member);
    if (value == null || value == JsonValue.NULL) {
      return preset;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    refuse(member, "must be a text");
    return preset;
  }

  String required(String member) {
    return required(member, SHORT);
  }

  private String required(String member, int longest) {
    String text = text(member, "");
    if (text.isBlank() || text.length() > longest) {
      refuse(member, "must have 1 to " + longest + " characters");
    }
    return text;
  }

  Template template(String member, boolean required) {
    return template(member, required, SHORT);
  }

  Template template(String member, boolean required, int longest) {
    String text = required ? required(member, longest) : text(member, "");
    try {
      return Template.parse(text, RuleActions::isPlaceholder);
    } catch (IllegalArgumentException e) {
      refuse(member, e.getMessage());
      return null;
    }
  }

  /** A constant by its name; the preset where the member is absent. */
  <E extends Enum<E>> E constant(String member, Class<E> type, E preset) {
    String name = text(member, null);
    if (name == null) {
      return preset;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    refuse(
        member,
        "must be "
            + String.join(", ", names.subList(0, names.size() - 1))
            + " or "
            + names.get(names.size() - 1));
    return preset;
  }

  int number(String member, int least, int most, int preset) {
    JsonValue value = json.get(member);
    if (value == null) {
      return preset;
    }
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.intValue();
    }
    refuse(member, "must be a whole number of " + least + " to " + most);
    return preset;
  }

  boolean flag(String member, boolean preset) {
    JsonValue value = json.get(member);
    if (value == null) {
      return preset;
    }
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == JsonValue.TRUE;
    }
    refuse(member, "must be true or false");
    return preset;
  }

  /** Money: 0 to 999,999,999.99 with at most two decimals; null where it is absent. */
  BigDecimal amount(String member) {
    JsonValue value = json.get(member);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonNumber number) {
      BigDecimal amount = number.bigDecimalValue();
      if (amount.signum() >= 0
          && amount.compareTo(new BigDecimal("999999999.99")) <= 0
          && amount.stripTrailingZeros().scale() <= 2) {
        return amount;
      }
    }
    refuse(member, "must be a number of 0 to 999,999,999.99 with at most two decimals");
    return null;
  }

  UUID id(String member) {
    String text = required(member);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      refuse(member, "must be an id");
      return null;
    }
  }

  String object(String member) {
    JsonValue value = json.getOrDefault(member, JsonValue.EMPTY_JSON_OBJECT);
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      refuse(member, "must be an object");
    }
    return value.toString();
  }

  /** A number or an expression that gives one; 1 where it is absent. */
  RuleExpression weight(String member) {
    JsonValue value = json.get(member);
    String source = "1.0";
    if (value instanceof JsonNumber number) {
      source = String.valueOf(number.doubleValue());
    } else if (value instanceof JsonString string) {
      source = string.getString();
    } else if (value != null) {
      refuse(member, "must be a number or an expression");
    }
    try {
      return RuleExpression.number(source);
    } catch (RuleExpressionException e) {
      refuse(member, e.getMessage());
      return null;
    }
  }
}
