package io.iotcrm.domain.sales;

/** What it means for a deal to be in a stage. */
public enum StageKind {
  OPEN,
  WON,
  LOST;

  public boolean isClosed() {
    return this != OPEN;
  }
}
