package io.iotcrm.domain.customer;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two stored records that may be the same.
 *
 * @param object {@code account} or {@code contact}
 * @param likeness 0 to 1, see {@link Likeness#of}
 */
public record DuplicatePairView(
    UUID id,
    String object,
    Side first,
    Side second,
    BigDecimal likeness,
    List<Likeness.Reason> reasons,
    Instant foundAt)
    implements Serializable {
  public DuplicatePairView {
    reasons = List.copyOf(reasons);
  }

  /**
   * One of the two.
   *
   * @param detail what tells it from others
   */
  public record Side(UUID id, String name, String detail) implements Serializable {}
}
