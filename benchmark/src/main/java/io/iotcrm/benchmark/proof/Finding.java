package io.iotcrm.benchmark.proof;

/**
 * What was seen of a fault.
 *
 * @param evident whether it shows that the fault really was there; a trial without that proves
 *     nothing
 * @param words what was seen, for the report
 */
record Finding(boolean evident, String words) {
  static final Finding NOTHING = new Finding(false, "nothing");

  Finding and(Finding other) {
    return new Finding(evident && other.evident, words + "; " + other.words);
  }
}
