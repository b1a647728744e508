package io.iotcrm.benchmark.proof;

import java.util.Set;

/**
 * Something that goes wrong for a while.
 *
 * @param name as the report and the options name it
 * @param parts what it touches: two faults that share a part make no pair
 * @param strike makes it go wrong
 * @param heal makes it right again; may be called once more when it has failed
 * @param healing when it is healed if it is one of two
 * @param keepsOrder whether each device's readings still come with growing time stamps, so that
 *     every one of them must have been seen by the rules
 */
record Fault(
    String name, Set<String> parts, Strike strike, Step heal, Healing healing, boolean keepsOrder) {

  /** In order: what starts later needs what is healed earlier in order to become ready. */
  enum Healing {
    LINE,
    DATABASE,
    BROKER,
    EDGE,
    INSTANCE
  }

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

  /** Makes something go wrong and says where to look whether it did. */
  @FunctionalInterface
  interface Strike {
    Trace run() throws Exception;
  }

  static Fault of(String name, String part, Healing healing, Strike strike, Step heal) {
    return new Fault(name, Set.of(part), strike, heal, healing, true);
  }

  Fault withoutOrder() {
    return new Fault(name, parts, strike, heal, healing, false);
  }

  boolean goesWith(Fault other) {
    return parts.stream().noneMatch(other.parts()::contains);
  }

  boolean touches(String part) {
    return parts.contains(part);
  }

  /** Both at once: the second strikes while the first lasts. */
  Fault and(Fault second) {
    boolean secondFirst = second.healing.compareTo(healing) < 0;
    Set<String> both = new java.util.TreeSet<>(parts);
    both.addAll(second.parts);
    return new Fault(
        name + " + " + second.name,
        both,
        () -> strike.run().and(second.strike.run()),
        secondFirst ? second.heal.then(heal) : heal.then(second.heal),
        secondFirst ? healing : second.healing,
        keepsOrder && second.keepsOrder);
  }
}
