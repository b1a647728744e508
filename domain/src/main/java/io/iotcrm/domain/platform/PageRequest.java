package io.iotcrm.domain.platform;

/**
 * Which part of a list is wanted.
 *
 * @param limit 1 to 500 records
 * @param cursor what the previous part's {@link Page#nextCursor()} said; null for the first part
 */
public record PageRequest(int limit, String cursor) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("/limit", "must be 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }

  /**
   * Where the part before ended, or null for the first part.
   *
   * @param parts how many parts the cursor has to have
   */
  public Cursor after(int parts) {
    return Cursor.after(cursor, parts);
  }

  public static PageRequest first() {
    return new PageRequest(DEFAULT_LIMIT, null);
  }

  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }
}
