package io.iotcrm.domain.transfer;

/** How far an export or an import is. */
public enum TransferState {
  /** An import that was looked at and waits for somebody to say that it is right. */
  READY,
  /** Waits for its turn. */
  CREATED,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens to it. */
  public boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
