package io.iotcrm.domain.sales;

/** How far a deal is. The last two are final. */
public enum DealStage {
  NEW,
  QUALIFIED,
  PROPOSED,
  WON,
  LOST;

  public boolean isClosed() {
    return this == WON || this == LOST;
  }
}
