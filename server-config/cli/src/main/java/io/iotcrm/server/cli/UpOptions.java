package io.iotcrm.server.cli;

import java.util.Optional;

/**
 * What {@code up} is to reach.
 *
 * @param nodes application instances; empty keeps those there are (2 at first)
 * @param payara major version 6 or 7; empty keeps the one there is (6 at first)
 * @param application whether the application is deployed too
 */
public record UpOptions(Optional<Integer> nodes, Optional<Integer> payara, boolean application) {
  public UpOptions {
    nodes.ifPresent(
        n -> {
          if (n < 1 || n > 16) {
            throw new IllegalArgumentException("1 to 16 nodes, not " + n);
          }
        });
    payara.ifPresent(
        p -> {
          if (p != 6 && p != 7) {
            throw new IllegalArgumentException("Payara 6 or 7, not " + p);
          }
        });
  }

  /** As many nodes, with the application, on the server there is. */
  public static UpOptions nodes(int nodes) {
    return new UpOptions(Optional.of(nodes), Optional.empty(), true);
  }
}
