package io.iotcrm.domain.sales;

/** What a task is about. */
public enum TaskKind {
  CALL,
  EMAIL,
  MEETING,
  TODO
}
