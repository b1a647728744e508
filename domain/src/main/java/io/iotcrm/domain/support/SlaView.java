package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * How what was promised for a ticket stands.
 *
 * @param state of the clock that is worse off
 * @param response the first answer; null: not promised
 * @param resolution the solution; null: not promised
 */
public record SlaView(UUID policyId, SlaState state, Target response, Target resolution)
    implements Serializable {
  private static final SlaView NOTHING = new SlaView(null, SlaState.NONE, null, null);

  /**
   * One target.
   *
   * @param dueAt null while the clock stands
   * @param breachedAt when it was due, where it was not kept
   */
  public record Target(
      SlaState state, long targetMinutes, Instant dueAt, Instant breachedAt, Instant doneAt)
      implements Serializable {
    static Target of(SlaClock clock, Instant now) {
      return clock == null
          ? null
          : new Target(
              clock.state(now),
              clock.getTarget().toMinutes(),
              clock.getDueAt(),
              clock.getBreachedAt(),
              clock.getDoneAt());
    }
  }

  public static SlaView of(TicketSla sla, Instant now) {
    if (sla == null || sla.getResponse() == null && sla.getResolution() == null) {
      return NOTHING;
    }
    Target response = Target.of(sla.getResponse(), now);
    Target resolution = Target.of(sla.getResolution(), now);
    return new SlaView(sla.getPolicyId(), worse(response, resolution), response, resolution);
  }

  private static SlaState worse(Target one, Target other) {
    if (one == null || other == null) {
      return one == null ? other.state() : one.state();
    }
    for (SlaState state : new SlaState[] {SlaState.BREACHED, SlaState.DUE_SOON}) {
      if (one.state() == state || other.state() == state) {
        return state;
      }
    }
    return one.doneAt() != null ? other.state() : one.state();
  }

  /** What is due next; null: nothing is. */
  public Instant nextDue() {
    Instant first = open(response);
    Instant second = open(resolution);
    return first == null || second != null && second.isBefore(first) ? second : first;
  }

  private static Instant open(Target target) {
    return target == null || target.doneAt() != null ? null : target.dueAt();
  }
}
