package io.iotcrm.domain.customer;

/** How far a lead has come. */
public enum LeadStatus {
  NEW,
  WORKING,
  QUALIFIED,
  /** It will not be a customer; the reason is kept. */
  DISQUALIFIED,
  /** It has become a customer, and is kept as the trace of it. */
  CONVERTED;

  public boolean isOpen() {
    return this != DISQUALIFIED && this != CONVERTED;
  }
}
