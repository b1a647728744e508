package io.iotcrm.domain.rule;

/** How bad it is, worst first. */
public enum Severity {
  CRITICAL,
  MAJOR,
  MINOR,
  WARNING,
  INFO
}
