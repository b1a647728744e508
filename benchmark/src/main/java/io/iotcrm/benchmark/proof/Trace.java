package io.iotcrm.benchmark.proof;

/** Where to look whether a fault is really there, while it lasts. */
@FunctionalInterface
interface Trace {
  Finding look() throws Exception;

  default Trace and(Trace other) {
    return () -> look().and(other.look());
  }
}
