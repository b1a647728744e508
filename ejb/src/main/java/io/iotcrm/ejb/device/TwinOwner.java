package io.iotcrm.ejb.device;

import com.hazelcast.core.HazelcastInstance;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.Twin;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What an instance has in memory to change the twins it owns: its rules, and what it counts. The
 * grid's member carries it, so that processors find it without the container. Thread-safe; nothing
 * here blocks.
 */
final class TwinOwner {
  private static final String KEY = TwinOwner.class.getName();

  private final AtomicReference<RuleSet> rules;
  private final Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);
  private final LongAdder rebuilt = new LongAdder();

  TwinOwner(AtomicReference<RuleSet> rules) {
    this.rules = rules;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, new LongAdder());
    }
  }

  /** From now on this member may change the twins it owns. */
  void open(HazelcastInstance member) {
    member.getUserContext().put(KEY, this);
  }

  /** Empty on a member that has joined but is not open yet. */
  static Optional<TwinOwner> of(HazelcastInstance member) {
    return Optional.ofNullable((TwinOwner) member.getUserContext().get(KEY));
  }

  /** Empty until they have been read for the first time. */
  Optional<RuleSet> rules() {
    return Optional.ofNullable(rules.get());
  }

  void apply(Twin twin, List<DeviceWork> works, DeviceTraits traits, RuleSet rules, Instant now) {
    for (DeviceWork work : works) {
      twin.confirm(work.confirmed());
      twin.apply(work.readings(), traits, rules, this::count);
      if (work.tick()) {
        twin.tick(now, traits, rules, this::count);
      }
    }
  }

  private void count(Verdict verdict) {
    verdicts.get(verdict).increment();
  }

  void countRebuilt() {
    rebuilt.increment();
  }

  long verdicts(Verdict verdict) {
    return verdicts.get(verdict).sum();
  }

  long rebuilt() {
    return rebuilt.sum();
  }
}
