package io.iotcrm.edge.rule;

import java.time.Instant;

/** The way from the edge to a device that does not lead through the centre. */
public interface LocalCommands {
  /** Nowhere. */
  LocalCommands NONE = (deviceId, message, expiresAt) -> false;

  /**
   * Hands over a command; takes a second at most.
   *
   * @return whether somebody has it who keeps it for the device: otherwise the centre sends it
   */
  boolean send(String deviceId, byte[] message, Instant expiresAt);

  /** Rules with commands are in force: whatever takes time is to be done now. */
  default void prepare() {}
}
