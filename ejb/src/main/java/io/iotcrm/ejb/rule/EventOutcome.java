package io.iotcrm.ejb.rule;

/** What became of an event that a rule caused. */
public enum EventOutcome {
  /** An alarm was raised, or the actions of a rule that raises none were carried out. */
  RAISED,
  /** It is about an alarm that is known: one more report of it, or one more occurrence. */
  MERGED,
  /** It was reported before. */
  KNOWN,
  CLEARED,
  /** There is nothing that it could clear. */
  NOTHING_OPEN,
  /** The rule or the device is gone, or the rule does not run at the edge. */
  NOT_WANTED
}
