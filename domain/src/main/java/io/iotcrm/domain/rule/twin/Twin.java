package io.iotcrm.domain.rule.twin;

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
 * What is known about a device right now: the newest value and the rolling windows of each series,
 * and where each rule stands. The centre's lives in the grid and can be rebuilt from PostgreSQL; an
 * edge connector has one of its own for the rules that run there.
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
public final class Twin implements RuleState.Silence {
  /** More events than this waiting for their commit: rules are not asked until some are through. */
  static final int MAX_PENDING = 64;

  private Instant lastSeen = Instant.EPOCH;
  private Instant askedAt = Instant.EPOCH;
  private final Map<String, Series> series = new TreeMap<>();
  private final Map<UUID, RuleState> rules = new LinkedHashMap<>();
  private final List<RuleEvent> pending = new ArrayList<>();

  /** What the rules' conditions said, summed up for the metrics. */
  public interface Counts extends RuleState.VerdictCount {}

  /**
   * Applies readings of this device. Where rules had to be asked in the time between two readings,
   * that is done first, as it would have been had the later one not been here yet: what fires
   * depends on the readings and not on when they arrive.
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
    RuleSet.Selection wanted = ruleSet.selection(traits.profileKey());
    if (at.isAfter(askedAt)) {
      // What should have been asked while the device was silent comes before what ends the silence.
      advance(at.minusNanos(1), traits, wanted, counts);
    }
    Map<String, Object> news = new LinkedHashMap<>();
    for (Reading reading : message) {
      if (series.computeIfAbsent(reading.key(), key -> new Series()).take(reading, wanted)) {
        news.put(reading.key(), reading.value());
      }
    }
    if (news.isEmpty()) {
      return;
    }
    if (at.isAfter(lastSeen)) {
      lastSeen = at;
    }
    ask(news, at, traits, wanted, counts);
  }

  /**
   * Asks the rules for a device that has sent nothing: at each moment up to now at which one of
   * them is due, so that what fires has the time at which it was due, however late it is asked; and
   * now.
   */
  public void tick(Instant now, DeviceTraits traits, RuleSet ruleSet, Counts counts) {
    RuleSet.Selection wanted = ruleSet.selection(traits.profileKey());
    advance(now, traits, wanted, counts);
    if (askedAt.isBefore(now)) {
      ask(Map.of(), now, traits, wanted, counts);
    }
  }

  private void advance(
      Instant until, DeviceTraits traits, RuleSet.Selection wanted, Counts counts) {
    if (wanted.timed().isEmpty()) {
      return;
    }
    for (CompiledRule rule : wanted.timed()) {
      rules.computeIfAbsent(rule.id(), RuleState::idle);
    }
    // An answer can make another moment due, but only a later one.
    for (Instant due = dueAt(wanted);
        due != null && !due.isAfter(until) && pending.size() < MAX_PENDING;
        due = dueAt(wanted)) {
      ask(Map.of(), due, traits, wanted, counts);
    }
  }

  private void ask(
      Map<String, Object> news,
      Instant at,
      DeviceTraits traits,
      RuleSet.Selection asked,
      Counts counts) {
    if (at.isAfter(askedAt)) {
      askedAt = at;
    }
    TwinFacts facts = new TwinFacts(this, news, traits, at);
    for (CompiledRule rule : asked.rules()) {
      if (pending.size() >= MAX_PENDING) {
        return;
      }
      RuleState.Step step =
          rules.getOrDefault(rule.id(), RuleState.idle(rule.id())).ask(rule, facts, at, counts);
      rules.put(rule.id(), step.state());
      step.event().ifPresent(pending::add);
    }
    if (rules.size() > asked.rules().size()) {
      rules.keySet().removeIf(id -> asked.rules().stream().noneMatch(rule -> rule.id().equals(id)));
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

  /**
   * The earliest moment at which the rules have to be asked although nothing comes; empty where
   * none is waiting.
   */
  public Optional<Instant> dueAt(DeviceTraits traits, RuleSet ruleSet) {
    return Optional.ofNullable(dueAt(ruleSet.selection(traits.profileKey())));
  }

  private Instant dueAt(RuleSet.Selection asked) {
    Instant due = null;
    for (CompiledRule rule : asked.timed()) {
      RuleState state = rules.get(rule.id());
      Instant one = state == null ? null : state.dueAt(rule, this);
      if (one != null && (due == null || one.isBefore(due))) {
        due = one;
      }
    }
    return due;
  }

  @Override
  public Instant lastHeard(String key) {
    if (key == null) {
      return lastSeen;
    }
    Series one = series.get(key);
    return one == null ? Instant.EPOCH : one.at();
  }

  /**
   * The latest moment for which the rules were asked: of the newest reading, or of a question to
   * the silent device. It never goes back.
   */
  @Override
  public Instant askedAt() {
    return askedAt;
  }

  /** Puts in what the database knew; only for a twin that is being rebuilt. */
  public void remember(Reading reading) {
    series.computeIfAbsent(reading.key(), key -> new Series()).take(reading, null);
    if (reading.at().isAfter(lastSeen)) {
      lastSeen = reading.at();
      askedAt = lastSeen;
    }
  }

  /**
   * Whether rules want windows that nobody wanted until now. They can be had from a twin that is
   * rebuilt from the database: {@link #takeWindows}.
   */
  public boolean lacksWindows(DeviceTraits traits, RuleSet ruleSet) {
    return !lackingWindows(traits, ruleSet).isEmpty();
  }

  /** Puts in the windows that are wanted and lacking. */
  public void takeWindows(Twin recalled, DeviceTraits traits, RuleSet ruleSet) {
    for (String key : lackingWindows(traits, ruleSet)) {
      series.get(key).takeWindow(recalled.series.get(key));
    }
  }

  private List<String> lackingWindows(DeviceTraits traits, RuleSet ruleSet) {
    RuleSet.Selection wanted = ruleSet.selection(traits.profileKey());
    if (wanted.windowKeys().isEmpty()) {
      return List.of();
    }
    return series.entrySet().stream()
        .filter(one -> one.getValue().hasNoWindow() && wanted.wantsWindow(one.getKey()))
        .map(Map.Entry::getKey)
        .toList();
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

  void restore(Instant seen, Instant asked, List<RuleEvent> events) {
    lastSeen = seen;
    askedAt = asked;
    pending.addAll(events);
  }
}
