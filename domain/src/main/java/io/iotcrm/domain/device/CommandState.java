package io.iotcrm.domain.device;

/** The life of a command. The last three are final. */
public enum CommandState {
  /** Stored, not yet handed to the broker. */
  QUEUED,
  /** Handed to the broker; the device may be away. */
  SENT,
  /** The device's client acknowledged it. */
  DELIVERED,
  /** The device says that it did it. */
  SUCCEEDED,
  /** The device says that it could not. */
  FAILED,
  /** Its time ran out before the device answered. */
  EXPIRED;

  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == EXPIRED;
  }
}
