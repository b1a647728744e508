package io.iotcrm.web.api;

import io.iotcrm.domain.platform.StaleVersionException;

/** Which version of a record the caller has read. An entity tag is the version in quotes. */
public final class Preconditions {
  private Preconditions() {}

  /**
   * @param ifMatch the header; null when it is missing
   * @param current the version that is stored
   * @return the current version, when the caller has read it or wants any ({@code *})
   * @throws ProblemException 428 without the header, so that nobody overwrites unread changes
   * @throws StaleVersionException when the caller has read another version
   */
  public static long expected(String ifMatch, String type, Object id, long current) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ProblemException(
          Problem.Kind.PRECONDITION_REQUIRED,
          "Send the entity tag (ETag) of what you have read in If-Match");
    }
    long seen = -1;
    for (String tag : ifMatch.split(",")) {
      String text = tag.strip();
      if (text.equals("*") || text.equals("\"" + current + "\"")) {
        return current;
      }
      if (text.matches("\"\\d{1,18}\"")) {
        seen = Long.parseLong(text.substring(1, text.length() - 1));
      }
    }
    throw new StaleVersionException(type, id, seen, current);
  }
}
