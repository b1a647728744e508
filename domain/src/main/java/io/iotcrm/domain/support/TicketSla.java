package io.iotcrm.domain.support;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What was promised for a ticket, and the two clocks that measure it. Not thread-safe. */
@Embeddable
public class TicketSla {
  @Column(name = "sla_policy_id")
  private UUID policyId;

  @Column(name = "sla_next_at")
  private Instant nextAt;

  @Embedded
  @AttributeOverride(name = "target", column = @Column(name = "response_target_millis"))
  @AttributeOverride(name = "used", column = @Column(name = "response_used_millis"))
  @AttributeOverride(name = "since", column = @Column(name = "response_since"))
  @AttributeOverride(name = "nearAt", column = @Column(name = "response_near_at"))
  @AttributeOverride(name = "dueAt", column = @Column(name = "response_due_at"))
  @AttributeOverride(name = "warnedAt", column = @Column(name = "response_warned_at"))
  @AttributeOverride(name = "breachedAt", column = @Column(name = "response_breached_at"))
  @AttributeOverride(name = "doneAt", column = @Column(name = "response_done_at"))
  private SlaClock response;

  @Embedded
  @AttributeOverride(name = "target", column = @Column(name = "resolution_target_millis"))
  @AttributeOverride(name = "used", column = @Column(name = "resolution_used_millis"))
  @AttributeOverride(name = "since", column = @Column(name = "resolution_since"))
  @AttributeOverride(name = "nearAt", column = @Column(name = "resolution_near_at"))
  @AttributeOverride(name = "dueAt", column = @Column(name = "resolution_due_at"))
  @AttributeOverride(name = "warnedAt", column = @Column(name = "resolution_warned_at"))
  @AttributeOverride(name = "breachedAt", column = @Column(name = "resolution_breached_at"))
  @AttributeOverride(name = "doneAt", column = @Column(name = "resolution_done_at"))
  private SlaClock resolution;

  protected TicketSla() {}

  TicketSla(SlaTerms terms, Instant at) {
    policyId = terms.policyId();
    response = started(terms.response(), terms, at);
    resolution = started(terms.resolution(), terms, at);
    plan();
  }

  /** Something about a clock that people should know. */
  public enum Event {
    RESPONSE_NEAR,
    RESPONSE_BREACHED,
    RESOLUTION_NEAR,
    RESOLUTION_BREACHED
  }

  private static SlaClock started(Duration target, SlaTerms terms, Instant at) {
    if (target == null) {
      return null;
    }
    SlaClock clock = new SlaClock(target);
    clock.run(terms, at);
    return clock;
  }

  /**
   * Other terms, or the same whose hours have changed: the time that was used so far counts.
   *
   * @param status where the ticket stands, which decides whether a clock that is new runs
   */
  void retarget(SlaTerms terms, TicketStatus status, Instant at) {
    policyId = terms.policyId();
    response = retargeted(response, terms.response(), terms, status, at);
    resolution = retargeted(resolution, terms.resolution(), terms, status, at);
    plan();
  }

  private static SlaClock retargeted(
      SlaClock clock, Duration target, SlaTerms terms, TicketStatus status, Instant at) {
    if (clock == null) {
      boolean runs = status == TicketStatus.NEW || status == TicketStatus.OPEN;
      return runs ? started(target, terms, at) : null;
    }
    if (clock.isDone()) {
      return clock;
    }
    if (target == null) {
      return null;
    }
    clock.retarget(target, terms);
    return clock;
  }

  /** Lets the clocks run, stand or end as the ticket's status wants it. */
  public void follow(TicketStatus status, SlaTerms terms, Instant at) {
    switch (status) {
      case NEW, OPEN -> {
        runIfUndone(response, terms, at);
        if (resolution != null && !resolution.isRunning()) {
          resolution.run(terms, at);
        }
      }
      case PENDING -> {
        if (response != null) {
          response.stand(terms.hours(), at);
        }
        if (resolution != null) {
          resolution.reopen();
          resolution.stand(terms.hours(), at);
        }
      }
      case RESOLVED, CLOSED -> {
        finish(response, terms, at);
        finish(resolution, terms, at);
      }
    }
    plan();
  }

  private static void runIfUndone(SlaClock clock, SlaTerms terms, Instant at) {
    if (clock != null && !clock.isRunning() && !clock.isDone()) {
      clock.run(terms, at);
    }
  }

  private static void finish(SlaClock clock, SlaTerms terms, Instant at) {
    if (clock != null) {
      clock.finish(terms.hours(), at);
    }
  }

  /** Somebody has written to the customer. */
  public void answered(SlaTerms terms, Instant at) {
    finish(response, terms, at);
    plan();
  }

  /** Takes notice of what has become late or nearly so, each once. */
  public Set<Event> check(Instant at) {
    Set<Event> events = EnumSet.noneOf(Event.class);
    check(response, at, Event.RESPONSE_NEAR, Event.RESPONSE_BREACHED, events);
    check(resolution, at, Event.RESOLUTION_NEAR, Event.RESOLUTION_BREACHED, events);
    plan();
    return events;
  }

  private static void check(
      SlaClock clock, Instant at, Event near, Event breached, Set<Event> events) {
    if (clock == null) {
      return;
    }
    if (clock.breach(at)) {
      events.add(breached);
    } else if (clock.warn(at)) {
      events.add(near);
    }
  }

  private void plan() {
    Instant first = response == null ? null : response.nextAt();
    Instant second = resolution == null ? null : resolution.nextAt();
    nextAt = first == null || second != null && second.isBefore(first) ? second : first;
  }

  public UUID getPolicyId() {
    return policyId;
  }

  public Instant getNextAt() {
    return nextAt;
  }

  public SlaClock getResponse() {
    return response;
  }

  public SlaClock getResolution() {
    return resolution;
  }
}
