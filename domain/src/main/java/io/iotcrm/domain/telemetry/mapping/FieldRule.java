package io.iotcrm.domain.telemetry.mapping;

import io.iotcrm.domain.telemetry.SeriesSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of one field of a payload.
 *
 * @param series the name of the series; {@code {1}} is what the first wildcard of the pointer found
 * @param kind what the value is turned into; null to leave it as it is
 * @param scale with {@code offset}: {@code value * scale + offset}
 * @param words what texts mean; a text that is not among them is refused. Empty for none
 * @param unit the unit that the numbers are in, or null
 */
record FieldRule(
    PointerPattern at,
    String series,
    SeriesSpec.Kind kind,
    double scale,
    double offset,
    Map<String, Object> words,
    String unit) {

  FieldRule {
    words = new HashMap<>(words);
  }

  /** The series' name for what the wildcards found. */
  String name(List<String> found) {
    String name = series;
    for (int i = 0; i < found.size(); i++) {
      name = name.replace("{" + (i + 1) + "}", Names.series(found.get(i)));
    }
    return name;
  }

  /**
   * The value of the series.
   *
   * @throws IllegalArgumentException saying why there is none, without the value
   */
  Object value(Object raw) {
    Object value = raw;
    if (!words.isEmpty() && !(raw instanceof Double)) {
      value = words.get(raw.toString());
      if (value == null) {
        throw new IllegalArgumentException("is none of the words that the mapping knows");
      }
    }
    value = kind == null ? value : turned(value);
    return value instanceof Double number && (scale != 1 || offset != 0)
        ? (Object) (number * scale + offset)
        : value;
  }

  private Object turned(Object value) {
    return switch (kind) {
      case NUMBER -> {
        if (value instanceof Boolean flag) {
          yield flag ? 1.0 : 0.0;
        }
        yield value instanceof String text ? number(text) : value;
      }
      case BOOLEAN -> {
        if (value instanceof Double number) {
          yield number != 0;
        }
        if (value instanceof String) {
          throw new IllegalArgumentException("is a text; say in \"words\" which means what");
        }
        yield value;
      }
      case STRING ->
          value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
              ? Long.toString(number.longValue())
              : value.toString();
    };
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is a text that is no number", e);
    }
  }
}
