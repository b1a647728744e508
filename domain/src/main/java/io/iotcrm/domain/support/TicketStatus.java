package io.iotcrm.domain.support;

/** Where a ticket stands. */
public enum TicketStatus {
  NEW,
  OPEN,
  PENDING,
  RESOLVED,
  CLOSED;

  /** Whether somebody still has to do something. */
  public boolean isOpen() {
    return this == NEW || this == OPEN || this == PENDING;
  }

  /**
   * Where it goes from here.
   *
   * @throws IllegalStateException where it may not
   */
  TicketStatus to(TicketStatus next) {
    if (this == CLOSED && next != CLOSED && next != OPEN) {
      throw new IllegalStateException("a closed ticket can only be opened again");
    }
    return next;
  }
}
