package io.iotcrm.benchmark.api;

import io.iotcrm.benchmark.CommandFailure;

/** An address of the form {@code host:port}. */
public record HostPort(String host, int port) {
  public static HostPort parse(String text) {
    String bare = text.replaceFirst("^[a-z]+://", "");
    int colon = bare.lastIndexOf(':');
    if (colon < 1 || !bare.substring(colon + 1).matches("\\d{1,5}")) {
      throw new CommandFailure("not an address HOST:PORT: " + text);
    }
    return new HostPort(
        Loopback.require(bare.substring(0, colon)), Integer.parseInt(bare.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
