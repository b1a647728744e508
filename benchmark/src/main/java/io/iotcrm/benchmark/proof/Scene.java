package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.database.DatabaseOptions;

/** What faults lay their hands on. */
record Scene(
    Administration iotcrm,
    Processes processes,
    EdgeProcess edge,
    Lines lines,
    Manners manners,
    DatabaseOptions database) {

  /** The instance that fails; the other one goes on. */
  static final String INSTANCE = "n2";
}
