package io.iotcrm.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one rule stands on one device. A rule fires when its condition becomes true, has held long
 * enough and has done so often enough, and again only after it has cleared.
 *
 * @param since when the condition became true (HOLDING), or when the last episode did (otherwise);
 *     {@link Instant#EPOCH} before the first
 * @param counted when the condition became true without firing yet, oldest first; empty for a rule
 *     that fires the first time
 */
public record RuleState(UUID ruleId, Phase phase, Instant since, List<Instant> counted) {

  /** The phases in their order. */
  public enum Phase {
    IDLE,
    /** True, but not yet for long enough. */
    HOLDING,
    RAISED,
    /** True and counted, but not yet often enough: it has to end before it can count again. */
    COUNTED
  }

  /** The state after a question was asked, and what happened by it. */
  public record Step(RuleState state, Optional<RuleEvent> event) {}

  /** How long a device has been silent. */
  public interface Silence {
    /**
     * When the series was last heard of, or the device for null; {@link Instant#EPOCH} for never.
     */
    Instant lastHeard(String key);

    /** The moment for which the rules were asked last. */
    Instant askedAt();
  }

  public static RuleState idle(UUID ruleId) {
    return new RuleState(ruleId, Phase.IDLE, Instant.EPOCH, List.of());
  }

  /** As an open alarm says. */
  public static RuleState raised(UUID ruleId, Instant raisedAt) {
    return new RuleState(ruleId, Phase.RAISED, raisedAt, List.of());
  }

  /**
   * Asks the rule.
   *
   * @param at the device's time of what is applied; for a device that fell silent, now
   */
  public Step ask(CompiledRule rule, RuleFacts facts, Instant at, VerdictCount count) {
    if (phase == Phase.RAISED) {
      return askToClear(rule, facts, at, count);
    }
    if (phase == Phase.COUNTED) {
      return isOver(rule, facts, count) ? quietly(idleAgain()) : stay();
    }
    if (!rule.isScheduled(at)) {
      return phase == Phase.IDLE ? stay() : quietly(idleAgain());
    }
    if (count.of(rule.condition().holds(facts)) != Verdict.TRUE) {
      return phase == Phase.IDLE ? stay() : quietly(idleAgain());
    }
    // Never the time of an earlier episode: it names the episode in the database.
    Instant began = phase == Phase.HOLDING ? since : at.isAfter(since) ? at : since.plusMillis(1);
    Duration hold = Duration.ofSeconds(rule.definition().holdSeconds());
    if (at.isBefore(began.plus(hold)) && !hold.isZero()) {
      return quietly(new RuleState(ruleId, Phase.HOLDING, began, counted));
    }
    return count(rule, facts, began, at);
  }

  private Step count(CompiledRule rule, RuleFacts facts, Instant began, Instant at) {
    RuleTiming timing = rule.definition().timing();
    if (timing.repeatCount() > 1) {
      Instant oldest = began.minusSeconds(timing.repeatSeconds());
      List<Instant> recent = new ArrayList<>(timing.repeatCount());
      for (Instant one : counted) {
        if (!one.isBefore(oldest)) {
          recent.add(one);
        }
      }
      recent.add(began);
      if (recent.size() < timing.repeatCount()) {
        return quietly(new RuleState(ruleId, Phase.COUNTED, began, List.copyOf(recent)));
      }
    }
    return new Step(
        raised(ruleId, began),
        Optional.of(
            new RuleEvent(
                ruleId,
                RuleEvent.Kind.RAISED,
                began,
                at.isAfter(began) ? at : began,
                rule.snapshot(facts))));
  }

  private Step askToClear(CompiledRule rule, RuleFacts facts, Instant at, VerdictCount count) {
    if (!isOver(rule, facts, count)) {
      return stay();
    }
    Instant clearedAt = at.isAfter(since) ? at : since;
    return new Step(
        idleAgain(),
        Optional.of(
            new RuleEvent(ruleId, RuleEvent.Kind.CLEARED, since, clearedAt, rule.snapshot(facts))));
  }

  /**
   * Whether an episode has ended. Where silence is what the rule is about, not to know when the
   * device was last heard of is no reason to end it.
   */
  private static boolean isOver(CompiledRule rule, RuleFacts facts, VerdictCount count) {
    if (rule.clearCondition() != null) {
      return count.of(rule.clearCondition().holds(facts)) == Verdict.TRUE;
    }
    Verdict verdict = count.of(rule.condition().holds(facts));
    return verdict == Verdict.FALSE || verdict == Verdict.MISSING && !rule.firesOnSilence();
  }

  /** When a device that stays silent has to be asked again; null where nothing is pending. */
  public Instant dueAt(CompiledRule rule, Silence silence) {
    Instant due =
        phase == Phase.HOLDING ? since.plusSeconds(rule.definition().holdSeconds()) : null;
    for (SilenceLimit limit : rule.silenceLimits(phase == Phase.RAISED || phase == Phase.COUNTED)) {
      Instant heard = silence.lastHeard(limit.key());
      if (!heard.equals(Instant.EPOCH)) {
        due = earlier(due, dueAt(rule, heard.plus(limit.after()), silence.askedAt()));
      }
    }
    return due;
  }

  private Instant dueAt(CompiledRule rule, Instant passed, Instant askedAt) {
    Instant next = passed.isAfter(askedAt) ? passed : null;
    if (phase == Phase.IDLE) {
      Instant from = next == null ? askedAt : next;
      if (!rule.isScheduled(from)) {
        return rule.nextSchedule(from).orElse(null);
      }
    }
    return next;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  private RuleState idleAgain() {
    return new RuleState(ruleId, Phase.IDLE, since, counted);
  }

  private static Step quietly(RuleState state) {
    return new Step(state, Optional.empty());
  }

  private Step stay() {
    return quietly(this);
  }

  /** Counts verdicts as they come. */
  @FunctionalInterface
  public interface VerdictCount {
    void add(Verdict verdict);

    private Verdict of(Verdict verdict) {
      add(verdict);
      return verdict;
    }
  }
}
