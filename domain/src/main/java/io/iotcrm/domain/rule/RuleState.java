package io.iotcrm.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one rule stands on one device. A rule fires when its condition becomes true and has held
 * long enough, and again only after it has cleared.
 *
 * @param since when the condition became true (HOLDING), or when the last episode did (otherwise);
 *     {@link Instant#EPOCH} before the first
 */
public record RuleState(UUID ruleId, Phase phase, Instant since) {

  /** The phases in their order. */
  public enum Phase {
    IDLE,
    /** True, but not yet for long enough. */
    HOLDING,
    RAISED
  }

  /** The state after a question was asked, and what happened by it. */
  public record Step(RuleState state, Optional<RuleEvent> event) {}

  public static RuleState idle(UUID ruleId) {
    return new RuleState(ruleId, Phase.IDLE, Instant.EPOCH);
  }

  /** As an open alarm says. */
  public static RuleState raised(UUID ruleId, Instant raisedAt) {
    return new RuleState(ruleId, Phase.RAISED, raisedAt);
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
    if (count.of(rule.condition().holds(facts)) != Verdict.TRUE) {
      return phase == Phase.IDLE ? stay() : new Step(idleAgain(), Optional.empty());
    }
    // Never the time of an earlier episode: it names the episode in the database.
    Instant began = phase == Phase.HOLDING ? since : at.isAfter(since) ? at : since.plusMillis(1);
    Duration hold = Duration.ofSeconds(rule.definition().holdSeconds());
    if (at.isBefore(began.plus(hold)) && !hold.isZero()) {
      return new Step(new RuleState(ruleId, Phase.HOLDING, began), Optional.empty());
    }
    return new Step(
        new RuleState(ruleId, Phase.RAISED, began),
        Optional.of(
            new RuleEvent(
                ruleId,
                RuleEvent.Kind.RAISED,
                began,
                at.isAfter(began) ? at : began,
                rule.snapshot(facts))));
  }

  private Step askToClear(CompiledRule rule, RuleFacts facts, Instant at, VerdictCount count) {
    boolean cleared;
    if (rule.clearCondition() == null) {
      Verdict verdict = count.of(rule.condition().holds(facts));
      cleared = verdict == Verdict.FALSE || verdict == Verdict.MISSING;
    } else {
      cleared = count.of(rule.clearCondition().holds(facts)) == Verdict.TRUE;
    }
    if (!cleared) {
      return stay();
    }
    Instant clearedAt = at.isAfter(since) ? at : since;
    return new Step(
        new RuleState(ruleId, Phase.IDLE, since),
        Optional.of(
            new RuleEvent(ruleId, RuleEvent.Kind.CLEARED, since, clearedAt, rule.snapshot(facts))));
  }

  /** When a device that stays silent has to be asked again; empty where nothing is pending. */
  public Optional<Instant> dueAt(CompiledRule rule) {
    return phase == Phase.HOLDING
        ? Optional.of(since.plusSeconds(rule.definition().holdSeconds()))
        : Optional.empty();
  }

  private RuleState idleAgain() {
    return new RuleState(ruleId, Phase.IDLE, since);
  }

  private Step stay() {
    return new Step(this, Optional.empty());
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
