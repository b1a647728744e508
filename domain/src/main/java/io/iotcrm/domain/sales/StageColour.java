package io.iotcrm.domain.sales;

import java.util.Locale;

/** The portal's colour tokens that a stage may have; each is legible in both themes. */
public enum StageColour {
  INFO,
  WARNING,
  MINOR,
  MAJOR,
  CRITICAL,
  GOOD;

  /** As the style sheet calls it. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static StageColour ofToken(String token) {
    for (StageColour colour : values()) {
      if (colour.token().equals(token)) {
        return colour;
      }
    }
    throw new IllegalArgumentException(
        "a stage's colour must be info, warning, minor, major, critical or good, not " + token);
  }
}
