package io.iotcrm.domain.telemetry.mapping;

import java.util.List;

/**
 * The topics that a mapping reads, and where in them the device's name stands: {@code
 * zigbee2mqtt/{name}}. {@code +} is any level, {@code {name}} one level, and {@code {name...}} at
 * the end the rest of the topic.
 */
public final class TopicPattern {
  private static final String NAME = "{name}";
  private static final String NAMES = "{name...}";

  private final String text;
  private final List<String> levels;

  /**
   * @throws IllegalArgumentException saying what is wrong with the pattern
   */
  public TopicPattern(String text) {
    this.text = text;
    levels = List.of(text.split("/", -1));
    int names = 0;
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean rest = level.equals(NAMES);
      if (rest && i < levels.size() - 1) {
        throw new IllegalArgumentException(NAMES + " is the rest of a topic and must come last");
      }
      if (rest || level.equals(NAME)) {
        names++;
      } else if (level.isEmpty()
          || !level.equals("+")
              && (level.contains("+")
                  || level.contains("#")
                  || level.contains("{")
                  || level.contains("}"))) {
        throw new IllegalArgumentException(
            "level " + (i + 1) + " must be a plain word, +, {name} or, at the end, {name...}");
      }
    }
    if (names > 1) {
      throw new IllegalArgumentException("the device's name can stand in one place only");
    }
  }

  /** Whether the pattern says where the device's name is. */
  public boolean hasName() {
    return levels.contains(NAME) || levels.contains(NAMES);
  }

  /** The device's name; an empty text where the topic fits and has none; null where it does not. */
  public String match(String topic) {
    String[] given = topic.split("/", -1);
    String name = "";
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (i >= given.length) {
        return null;
      }
      if (level.equals(NAMES)) {
        String rest = String.join("/", List.of(given).subList(i, given.length));
        return rest.isEmpty() ? null : rest;
      }
      if (level.equals(NAME)) {
        if (given[i].isEmpty()) {
          return null;
        }
        name = given[i];
      } else if (!level.equals("+") && !level.equals(given[i])) {
        return null;
      }
    }
    return given.length == levels.size() ? name : null;
  }

  @Override
  public String toString() {
    return text;
  }
}
