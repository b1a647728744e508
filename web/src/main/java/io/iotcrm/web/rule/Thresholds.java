package io.iotcrm.web.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the plain limits in a condition, so that a chart can draw them. */
public final class Thresholds {
  private static final Pattern COMPARISON =
      Pattern.compile("(?:latest|reading)\\.([A-Za-z_]\\w*)\\s*[<>]=?\\s*(-?\\d+(?:\\.\\d+)?)");

  private Thresholds() {}

  /**
   * @param condition CEL such as {@code latest.temperature > 8}
   * @return the limit of each series that is compared with a number; others are left out
   */
  public static Map<String, Double> in(String condition) {
    Map<String, Double> limits = new HashMap<>();
    Matcher comparison = COMPARISON.matcher(condition);
    while (comparison.find()) {
      limits.putIfAbsent(comparison.group(1), Double.valueOf(comparison.group(2)));
    }
    return limits;
  }
}
