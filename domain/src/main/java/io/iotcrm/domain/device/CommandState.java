package io.iotcrm.domain.device;

/** The life of a command. */
public enum CommandState {
  /** Stored, not yet handed to the broker. */
  QUEUED,
  /** Handed to the broker; the device may be away. */
  SENT,
  /** The device's client acknowledged it. For a one-way command this is the end. */
  DELIVERED,
  /** The device says that it did it. */
  SUCCEEDED,
  /** The device says that it could not. */
  FAILED,
  /** Its time ran out before it was delivered or answered. */
  EXPIRED,
  /** It was sent, and nothing came back within its time-out. */
  TIMED_OUT,
  /** Somebody took it back before it was sent. */
  CANCELLED;

  /** Whether nothing follows, also where an answer is expected. */
  public boolean isFinal() {
    return ordinal() >= SUCCEEDED.ordinal();
  }
}
