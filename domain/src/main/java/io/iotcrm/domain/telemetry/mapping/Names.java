package io.iotcrm.domain.telemetry.mapping;

import java.util.List;

/** Names of series made from what a payload calls things. */
final class Names {
  private static final int MOST = 64;

  private Names() {}

  /** The text with every character that a series' name cannot have turned into '_'. */
  static String series(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && name.length() < MOST; i++) {
      char c = text.charAt(i);
      boolean fine =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '_'
              || c == '-'
              || c == '.';
      name.append(fine ? c : '_');
    }
    return name.length() == 0 ? "_" : name.toString();
  }

  static String series(List<String> path) {
    return series(String.join(".", path));
  }

  /** The path as a JSON pointer. */
  static String pointer(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    for (String step : path) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
