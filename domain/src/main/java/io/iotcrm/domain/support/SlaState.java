package io.iotcrm.domain.support;

/** How a promise about time stands. */
public enum SlaState {
  /** Nothing was promised. */
  NONE,
  /** There is time enough. */
  ON_TRACK,
  /** Little time is left. */
  DUE_SOON,
  /** It was not kept, whether it is done by now or not. */
  BREACHED,
  /** The clock stands: somebody else has to do something. */
  PAUSED,
  /** It was kept. */
  MET
}
