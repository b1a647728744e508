package io.iotcrm.benchmark.proof;

import java.util.Set;

/**
 * Something that goes wrong for a while.
 *
 * @param name as the report and the options name it
 * @param parts what it touches: two faults that share a part make no pair
 * @param strike makes it go wrong
 * @param heal makes it right again
 * @param keepsOrder whether each device's readings still come with growing time stamps, so that
 *     every one of them must have been seen by the rules
 */
record Fault(String name, Set<String> parts, Step strike, Step heal, boolean keepsOrder) {

  /** An action that may take seconds. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;

    default Step then(Step next) {
      return () -> {
        run();
        next.run();
      };
    }
  }

  static Fault of(String name, String part, Step strike, Step heal) {
    return new Fault(name, Set.of(part), strike, heal, true);
  }

  Fault withoutOrder() {
    return new Fault(name, parts, strike, heal, false);
  }

  boolean goesWith(Fault other) {
    return parts.stream().noneMatch(other.parts()::contains);
  }

  /** Both at once: the second strikes while the first lasts, and outlasts it. */
  Fault and(Fault second) {
    return new Fault(
        name + " + " + second.name,
        Set.of(),
        strike.then(second.strike),
        heal.then(second.heal),
        keepsOrder && second.keepsOrder);
  }
}
