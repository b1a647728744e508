package io.iotcrm.domain.support;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures business time against a target. It runs, stands or is done; what was not kept in time
 * stays so. Not thread-safe.
 */
@Embeddable
public class SlaClock {
  @Column(name = "target_millis")
  private Long target;

  @Column(name = "used_millis")
  private Long used;

  private Instant since;

  @Column(name = "near_at")
  private Instant nearAt;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "warned_at")
  private Instant warnedAt;

  @Column(name = "breached_at")
  private Instant breachedAt;

  @Column(name = "done_at")
  private Instant doneAt;

  protected SlaClock() {}

  SlaClock(Duration target) {
    this.target = target.toMillis();
    this.used = 0L;
  }

  boolean isRunning() {
    return since != null;
  }

  boolean isDone() {
    return doneAt != null;
  }

  /** Runs from now on, or anew with other terms; what was used so far counts. */
  void run(SlaTerms terms, Instant at) {
    stand(terms.hours(), at);
    doneAt = null;
    since = at;
    aim(terms);
  }

  /** Another target from now on; a clock that stands goes on standing. */
  void retarget(Duration newTarget, SlaTerms terms) {
    target = newTarget.toMillis();
    if (isRunning()) {
      aim(terms);
    }
  }

  private void aim(SlaTerms terms) {
    Duration left = Duration.ofMillis(Math.max(0, target - used));
    dueAt = terms.hours().add(since, left);
    Duration calm = left.minus(terms.warn());
    nearAt = terms.hours().add(since, calm.isNegative() ? Duration.ZERO : calm);
  }

  /** Stops for a while. */
  void stand(BusinessHours hours, Instant at) {
    if (!isRunning()) {
      return;
    }
    breachIfLate(at);
    used += hours.between(since, at).toMillis();
    since = null;
    nearAt = null;
    dueAt = null;
  }

  /** What was promised is done; its due moment stays to be seen. */
  void finish(BusinessHours hours, Instant at) {
    if (isDone()) {
      return;
    }
    Instant due = dueAt;
    stand(hours, at);
    dueAt = due;
    doneAt = at;
  }

  /** It was not the end after all; it stands until it runs again. */
  void reopen() {
    if (isDone()) {
      doneAt = null;
      dueAt = null;
    }
  }

  private boolean breachIfLate(Instant at) {
    if (breachedAt != null || dueAt == null || dueAt.isAfter(at)) {
      return false;
    }
    breachedAt = dueAt;
    return true;
  }

  /** Returns whether the due moment has passed without anybody having said so. */
  boolean breach(Instant at) {
    return isRunning() && breachIfLate(at);
  }

  /** Returns whether little time is left without anybody having said so. */
  boolean warn(Instant at) {
    if (!isRunning() || warnedAt != null || nearAt.isAfter(at)) {
      return false;
    }
    warnedAt = at;
    return breachedAt == null && dueAt.isAfter(at);
  }

  /** When somebody has to look at it; null: not by itself. */
  Instant nextAt() {
    if (!isRunning() || breachedAt != null) {
      return null;
    }
    return warnedAt == null && nearAt.isBefore(dueAt) ? nearAt : dueAt;
  }

  SlaState state(Instant now) {
    if (breachedAt != null || isRunning() && !dueAt.isAfter(now)) {
      return SlaState.BREACHED;
    }
    if (isDone()) {
      return SlaState.MET;
    }
    if (!isRunning()) {
      return SlaState.PAUSED;
    }
    return nearAt.isAfter(now) ? SlaState.ON_TRACK : SlaState.DUE_SOON;
  }

  /** Business time used until it last stood. */
  public Duration getUsed() {
    return Duration.ofMillis(used);
  }

  public Duration getTarget() {
    return Duration.ofMillis(target);
  }

  public Instant getDueAt() {
    return dueAt;
  }

  public Instant getBreachedAt() {
    return breachedAt;
  }

  public Instant getDoneAt() {
    return doneAt;
  }
}
