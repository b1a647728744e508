package io.iotcrm.domain.device;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.RuleState;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the centre knows about a device right now: the newest value and the rolling windows of each
 * series, and where each rule stands. It lives in the grid and can be rebuilt from PostgreSQL.
 *
 * <p>Applying is idempotent: a reading at or before its series' newest one changes nothing, so a
 * redelivered message neither counts twice in a window nor fires a rule twice.
 *
 * <p>What fires is kept in the twin as a pending event and reported with every application until
 * {@link #confirm} says that its actions are committed. A crash between the grid's update and the
 * commit therefore repeats the report; the database knows an event by rule, device and {@code
 * raisedAt} and does nothing twice. If the twin itself is lost with all its copies, it is rebuilt
 * from the readings before the redelivered batch, and the batch is applied to it anew.
 *
 * <p>Not thread-safe: each application works on its own copy.
 */
public final class Twin {
  /** More events than this waiting for their commit: rules are not asked until some are through. */
  static final int MAX_PENDING = 64;

  private Instant lastSeen = Instant.EPOCH;
  private final Map<String, Series> series = new TreeMap<>();
  private final Map<UUID, RuleState> rules = new LinkedHashMap<>();
  private final List<RuleEvent> pending = new ArrayList<>();

  /** What the rules' conditions said, summed up for the metrics. */
  public interface Counts extends RuleState.VerdictCount {}

  /**
   * Applies readings of this device.
   *
   * @param readings in the order of their time
   */
  public void apply(List<Reading> readings, DeviceTraits traits, RuleSet ruleSet, Counts counts) {
    int from = 0;
    while (from < readings.size()) {
      Instant at = readings.get(from).at();
      int to = from;
      while (to < readings.size() && readings.get(to).at().equals(at)) {
        to++;
      }
      applyMessage(at, readings.subList(from, to), traits, ruleSet, counts);
      from = to;
    }
  }

  private void applyMessage(
      Instant at, List<Reading> message, DeviceTraits traits, RuleSet ruleSet, Counts counts) {
    Map<String, Object> news = new LinkedHashMap<>();
    for (Reading reading : message) {
      if (series.computeIfAbsent(reading.key(), key -> new Series()).take(reading)) {
        news.put(reading.key(), reading.value());
      }
    }
    if (news.isEmpty()) {
      return;
    }
    if (at.isAfter(lastSeen)) {
      lastSeen = at;
    }
    ask(new TwinFacts(series, news, traits, at), traits, ruleSet, counts);
  }

  /** Asks the rules again at this time, for a device that has fallen silent while one holds. */
  public void tick(Instant now, DeviceTraits traits, RuleSet ruleSet, Counts counts) {
    ask(new TwinFacts(series, Map.of(), traits, now), traits, ruleSet, counts);
  }

  private void ask(TwinFacts facts, DeviceTraits traits, RuleSet ruleSet, Counts counts) {
    List<CompiledRule> asked = ruleSet.of(traits.profileKey());
    for (CompiledRule rule : asked) {
      if (pending.size() >= MAX_PENDING) {
        return;
      }
      RuleState.Step step =
          rules
              .getOrDefault(rule.id(), RuleState.idle(rule.id()))
              .ask(rule, facts, facts.at(), counts);
      rules.put(rule.id(), step.state());
      step.event().ifPresent(pending::add);
    }
    if (rules.size() > asked.size()) {
      rules.keySet().removeIf(id -> asked.stream().noneMatch(rule -> rule.id().equals(id)));
    }
  }

  /** Forgets events whose actions are committed. */
  public void confirm(Collection<RuleEvent> events) {
    pending.removeIf(waiting -> events.stream().anyMatch(waiting::isSameAs));
  }

  /** Events whose actions are not yet known to be committed, oldest first. */
  public List<RuleEvent> pending() {
    return Collections.unmodifiableList(pending);
  }

  /** The earliest moment at which a rule has held long enough; empty where none is holding. */
  public Optional<Instant> dueAt(RuleSet ruleSet) {
    return rules.values().stream()
        .flatMap(state -> ruleSet.rule(state.ruleId()).flatMap(state::dueAt).stream())
        .min(Instant::compareTo);
  }

  /** Puts in what the database knew; only for a twin that is being rebuilt. */
  public void remember(Reading reading) {
    series.computeIfAbsent(reading.key(), key -> new Series()).take(reading);
    if (reading.at().isAfter(lastSeen)) {
      lastSeen = reading.at();
    }
  }

  /** Puts in a rule whose alarm is open; only for a twin that is being rebuilt. */
  public void rememberAlarm(UUID ruleId, Instant raisedAt) {
    rules.put(ruleId, RuleState.raised(ruleId, raisedAt));
  }

  /** The time of the newest reading; {@link Instant#EPOCH} where there is none. */
  public Instant lastSeen() {
    return lastSeen;
  }

  /** The newest reading of each series, by key. */
  public List<Reading> latest(String deviceId) {
    List<Reading> latest = new ArrayList<>();
    series.forEach(
        (key, one) -> {
          if (one.value() != null) {
            latest.add(new Reading(deviceId, key, one.at(), one.value(), null));
          }
        });
    return latest;
  }

  /** The rules that hold now. */
  public List<UUID> raisedRules() {
    return rules.values().stream()
        .filter(state -> state.phase() == RuleState.Phase.RAISED)
        .map(RuleState::ruleId)
        .toList();
  }

  Map<String, Series> series() {
    return series;
  }

  Map<UUID, RuleState> rules() {
    return rules;
  }

  void restore(Instant seen, List<RuleEvent> events) {
    lastSeen = seen;
    pending.addAll(events);
  }
}
