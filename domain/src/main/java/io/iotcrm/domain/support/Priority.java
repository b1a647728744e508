package io.iotcrm.domain.support;

/** How soon a ticket wants an answer, soonest first. */
public enum Priority {
  URGENT,
  HIGH,
  NORMAL,
  LOW
}
