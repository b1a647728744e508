package io.iotcrm.domain.support;

/** Who gets a ticket that comes into a queue. */
public enum QueueAssignment {
  /** Nobody: members take what they want. */
  MANUAL,
  /** The member who has waited longest. */
  ROUND_ROBIN,
  /** The member with the fewest open tickets. */
  LEAST_OPEN
}
