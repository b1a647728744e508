package io.iotcrm.domain.search;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is looked for. Words in quotes stand together, {@code or} is either, {@code -word} is
 * without; the last word may be the beginning of one.
 *
 * @param text 2 to 200 characters
 * @param kinds which kinds of records; empty or null for all
 * @param limit 1 to 100 records of each kind
 */
public record SearchQuery(String text, Set<SearchKind> kinds, int limit) {
  public static final int MIN_TEXT = 2;
  public static final int MAX_TEXT = 200;
  public static final int MAX_LIMIT = 100;

  public SearchQuery {
    text = text == null ? "" : text.strip();
    if (text.length() < MIN_TEXT || text.length() > MAX_TEXT) {
      throw new InvalidInputException(
          "/q", "must have " + MIN_TEXT + " to " + MAX_TEXT + " characters");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("/limit", "must be 1 to " + MAX_LIMIT + ", not " + limit);
    }
    kinds =
        kinds == null || kinds.isEmpty() ? EnumSet.allOf(SearchKind.class) : EnumSet.copyOf(kinds);
  }
}
