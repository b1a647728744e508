package io.iotcrm.domain.sales;

/** Whether a task is still to be done. */
public enum TaskStatus {
  OPEN,
  DONE,
  CANCELLED
}
