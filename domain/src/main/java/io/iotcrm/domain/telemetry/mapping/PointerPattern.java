package io.iotcrm.domain.telemetry.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON pointer (RFC 6901) in which {@code *} stands for any one step and {@code **} at the end
 * for one or more. A literal asterisk is written {@code ~2}.
 */
final class PointerPattern {
  private static final String ANY = "*";
  private static final String REST = "**";

  private final String text;
  private final List<String> steps = new ArrayList<>();

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  PointerPattern(String text) {
    this.text = text;
    if (!text.startsWith("/") || text.length() > 256) {
      throw new IllegalArgumentException("must be a JSON pointer such as /temperature");
    }
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.equals(REST) && i < parts.length - 1) {
        throw new IllegalArgumentException("** must be the last step");
      }
      boolean wild = part.equals(ANY) || part.equals(REST);
      if (!wild && part.contains(ANY)) {
        throw new IllegalArgumentException("* must be a whole step");
      }
      steps.add(wild ? part : literal(part));
    }
  }

  private static String literal(String part) {
    return "=" + part.replace("~1", "/").replace("~2", "*").replace("~0", "~");
  }

  /** How many of its steps are literal: of two patterns that fit, the one with more is meant. */
  int weight() {
    return (int) steps.stream().filter(step -> step.startsWith("=")).count() * 2
        - (steps.contains(REST) ? 1 : 0);
  }

  /** How many wildcards it has. */
  int wildcards() {
    return (int) steps.stream().filter(step -> !step.startsWith("=")).count();
  }

  /** What the wildcards stand for, or null where the path does not fit. */
  List<String> match(List<String> path) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      if (i >= path.size()) {
        return null;
      }
      if (step.equals(REST)) {
        found.add(String.join(".", path.subList(i, path.size())));
        return found;
      }
      if (step.equals(ANY)) {
        found.add(path.get(i));
      } else if (step.length() != path.get(i).length() + 1 || !step.startsWith(path.get(i), 1)) {
        return null;
      }
    }
    return path.size() == steps.size() ? found : null;
  }

  @Override
  public String toString() {
    return text;
  }
}
