package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;

/**
 * How a command travels.
 *
 * @param oneWay no answer is expected: it ends when the device's client has it
 * @param persistent false: only for a device that is connected now; it is sent once
 * @param timeoutSeconds how long after sending its end must come, 1..86,400; null: until it expires
 * @param notBefore when it is sent; null: at once
 */
public record CommandOptions(
    boolean oneWay, boolean persistent, Integer timeoutSeconds, Instant notBefore)
    implements Serializable {
  private static final int LONGEST = 86_400;
  private static final int PRESENT = 20;

  /** At once, for a device that may be away, with an answer. */
  public static final CommandOptions USUAL = new CommandOptions(false, true, null, null);

  public CommandOptions {
    if (timeoutSeconds != null && (timeoutSeconds < 1 || timeoutSeconds > LONGEST)) {
      throw new IllegalArgumentException("timeoutSeconds must be 1 to 86,400");
    }
    if (!persistent && timeoutSeconds == null) {
      timeoutSeconds = PRESENT; // whoever is not there by then is not connected
    }
  }
}
