package io.iotcrm.domain.rule.twin;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tries one rule on the readings that one device once sent, by the same code that asks it when they
 * come in, and without any effect. What holds already when the trial begins is not counted as
 * having fired.
 *
 * <p>Not thread-safe.
 */
public final class RuleTrial {
  private final Twin twin;
  private final DeviceTraits traits;
  private final RuleSet rules;
  private final Twin.Counts counts;
  private final Consumer<Episode> episodes;
  private final List<Reading> message = new ArrayList<>();
  private RuleEvent open;

  /**
   * From the firing of a rule to its clearing.
   *
   * @param clearedAt null where it was not over when the readings were
   */
  public record Episode(
      Instant raisedAt, Instant firedAt, Instant clearedAt, Map<String, Object> values) {}

  /**
   * @param twin as it was when the trial begins; it is used up
   * @param episodes is told of each when it is over, or when the trial is
   */
  public RuleTrial(
      Twin twin,
      DeviceTraits traits,
      CompiledRule rule,
      Instant from,
      Twin.Counts counts,
      Consumer<Episode> episodes) {
    this.twin = twin;
    this.traits = traits;
    this.rules = new RuleSet(List.of(rule));
    this.counts = counts;
    this.episodes = episodes;
    twin.tick(from, traits, rules, verdict -> {});
    twin.confirm(List.copyOf(twin.pending()));
  }

  /** Takes the next reading; they have to come in the order of their time. */
  public void take(Reading reading) {
    if (!message.isEmpty() && !message.get(0).at().equals(reading.at())) {
      apply();
    }
    message.add(reading);
  }

  /** Says that there is nothing more up to this moment. */
  public void finish(Instant to) {
    apply();
    twin.tick(to, traits, rules, counts);
    settle();
    if (open != null) {
      tell(null);
    }
  }

  private void apply() {
    twin.apply(message, traits, rules, counts);
    message.clear();
    settle();
  }

  private void settle() {
    if (twin.pending().isEmpty()) {
      return;
    }
    List<RuleEvent> events = List.copyOf(twin.pending());
    for (RuleEvent event : events) {
      if (event.kind() == RuleEvent.Kind.RAISED) {
        open = event;
      } else if (open != null) {
        tell(event.at());
      }
    }
    twin.confirm(events);
  }

  private void tell(Instant clearedAt) {
    episodes.accept(new Episode(open.raisedAt(), open.at(), clearedAt, open.values()));
    open = null;
  }
}
