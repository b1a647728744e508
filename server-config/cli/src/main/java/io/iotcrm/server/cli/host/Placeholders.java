package io.iotcrm.server.cli.host;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${iotcrm.NAME}} in configuration files. Other {@code ${...}} belong to the servers
 * (password aliases, system properties) and stay as they are.
 */
public record Placeholders(Map<String, String> values) {
  private static final Pattern OURS = Pattern.compile("\\$\\{(iotcrm\\.[A-Za-z0-9_.-]+)}");

  /**
   * @param source named in the error
   * @throws IllegalArgumentException when a value is missing
   */
  public String fill(String source, String text) {
    Matcher matcher = OURS.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            source + " uses ${" + matcher.group(1) + "}, which has no value");
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }
}
