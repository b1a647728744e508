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
}
