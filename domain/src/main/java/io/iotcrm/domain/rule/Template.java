package io.iotcrm.domain.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A text with placeholders such as {@code {latest.temperature}}. What is put in is not looked at
 * again, so a device's name cannot smuggle in a placeholder. Immutable.
 */
public final class Template {
  private static final int MAX_RENDERED = 300;

  /** Literal texts and placeholders in turn, beginning with a literal. */
  private final List<String> parts;

  private Template(List<String> parts) {
    this.parts = parts;
  }

  /**
   * @param known which placeholders there are
   * @throws IllegalArgumentException naming the placeholder that is unknown or not closed
   */
  public static Template parse(String text, Predicate<String> known) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("has a '{' without '}'");
      }
      String name = text.substring(open + 1, close).strip();
      if (!known.test(name)) {
        throw new IllegalArgumentException("has an unknown placeholder {" + name + "}");
      }
      parts.add(text.substring(from, open));
      parts.add(name);
      from = close + 1;
    }
    parts.add(text.substring(from));
    return new Template(List.copyOf(parts));
  }

  public List<String> placeholders() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < parts.size(); i += 2) {
      names.add(parts.get(i));
    }
    return names;
  }

  /** Fills the placeholders in; a value that is not there is written as a dash. */
  public String render(Function<String, Object> values) {
    return render(values, MAX_RENDERED);
  }

  /**
   * @param longest what is longer is cut off
   */
  public String render(Function<String, Object> values, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i % 2 == 0 ? parts.get(i) : show(values.apply(parts.get(i))));
    }
    return text.length() <= longest ? text.toString() : text.substring(0, longest);
  }

  private static String show(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number)
          .setScale(2, RoundingMode.HALF_UP)
          .stripTrailingZeros()
          .toPlainString();
    }
    return value.toString();
  }
}
