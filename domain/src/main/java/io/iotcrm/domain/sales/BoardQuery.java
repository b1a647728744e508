package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.InvalidInputException;

/**
 * Which board is wanted. All but the limit may be null.
 *
 * @param pipeline the key of a pipeline; null: the default
 * @param owner a user name
 * @param q a part of a deal's or an account's name
 * @param limit how many deals of each column, 1 to 100
 * @param column the key of the stage that {@code cursor} belongs to
 * @param cursor where that column goes on; the others begin at their start
 */
public record BoardQuery(
    String pipeline, String owner, String q, int limit, String column, String cursor) {
  public BoardQuery {
    if (limit < 1 || limit > 100) {
      throw new InvalidInputException("/limit", "must be 1 to 100, not " + limit);
    }
  }
}
