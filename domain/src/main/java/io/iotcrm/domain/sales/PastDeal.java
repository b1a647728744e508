package io.iotcrm.domain.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A deal from another system, with the way that it has gone.
 *
 * @param key what the other system calls it: the same key is the same deal
 * @param pipeline the key of a pipeline; null: the default
 * @param way the stages that it came to, in the order of time; at least one
 * @param lostReason needed where the last stage is one for lost
 */
public record PastDeal(
    String key,
    String name,
    UUID accountId,
    UUID contactId,
    String pipeline,
    List<Step> way,
    BigDecimal amount,
    String currency,
    LocalDate closeOn,
    String ownerUsername,
    String source,
    String lostReason,
    String competitor) {
  private static final int MAX_STEPS = 100;

  /** A coming to a stage. */
  public record Step(String stage, Instant at) {}

  public PastDeal {
    if (key == null || key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("the key must have 1 to 200 characters");
    }
    if (way == null || way.isEmpty() || way.size() > MAX_STEPS) {
      throw new IllegalArgumentException("the way must have 1 to " + MAX_STEPS + " stages");
    }
    way = List.copyOf(way);
    for (int i = 1; i < way.size(); i++) {
      if (!way.get(i).at().isAfter(way.get(i - 1).at())) {
        throw new IllegalArgumentException("the stages of the way must be in the order of time");
      }
    }
  }
}
