package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Which deals are wanted, newest first. Every filter may be null.
 *
 * @param pipeline the key of a pipeline
 * @param stage the key of a stage
 * @param open true: those that are neither won nor lost
 * @param owner a user name
 * @param narrow further filters
 */
public record DealQuery(
    String q,
    String pipeline,
    String stage,
    Boolean open,
    String owner,
    UUID accountId,
    Narrow narrow,
    PageRequest page) {

  /**
   * What reports lead to. Every filter may be null.
   *
   * @param source {@code -} for deals without one
   * @param lostReason the name of a loss reason
   * @param competitor in any case
   * @param closedFrom won or lost at this time or later
   * @param closedBefore won or lost before this time
   * @param dueFrom expected to close on this day or later
   * @param dueBefore expected to close before this day
   */
  public record Narrow(
      StageKind kind,
      String source,
      String lostReason,
      String competitor,
      Instant closedFrom,
      Instant closedBefore,
      LocalDate dueFrom,
      LocalDate dueBefore) {
    public static final Narrow NONE = new Narrow(null, null, null, null, null, null, null, null);
  }

  public DealQuery {
    narrow = narrow == null ? Narrow.NONE : narrow;
  }

  public DealQuery(
      String q, String stage, Boolean open, String owner, UUID accountId, PageRequest page) {
    this(q, null, stage, open, owner, accountId, null, page);
  }
}
