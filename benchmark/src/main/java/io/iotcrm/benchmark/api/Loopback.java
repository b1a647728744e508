package io.iotcrm.benchmark.api;

import io.iotcrm.benchmark.CommandFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps a load generator from being aimed at somebody else's machine by a slip of the keyboard. */
public final class Loopback {
  private static final String REMOTE = "iotcrm.benchmark.remote";

  private Loopback() {}

  /**
   * Returns the host, or fails unless it is this machine.
   *
   * <p>Whoever owns the other machine starts Java with {@code -Diotcrm.benchmark.remote=true}.
   */
  public static String require(String host) {
    if (Boolean.getBoolean(REMOTE)) {
      return host;
    }
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) {
        return host;
      }
    } catch (UnknownHostException e) {
      throw new CommandFailure("unknown host", e);
    }
    throw new CommandFailure(
        host + " is not this machine; if it is yours, start with java -D" + REMOTE + "=true");
  }
}
