package io.iotcrm.edge.status;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.edge.uplink.UplinkCounters;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the edge has done since its start. The names of the metrics are in {@link Metrics}. */
public final class EdgeCounters implements UplinkCounters {
  final LongAdder mqttMessages = new LongAdder();
  final LongAdder coapMessages = new LongAdder();
  final LongAdder readingsReceived = new LongAdder();
  final LongAdder readingsForwarded = new LongAdder();
  final LongAdder batchesForwarded = new LongAdder();
  final LongAdder readingsStored = new LongAdder();
  final LongAdder batchesStored = new LongAdder();
  final LongAdder batchesDropped = new LongAdder();
  final LongAdder duplicateReadings = new LongAdder();
  final LongAdder redeliveredMessages = new LongAdder();
  final LongAdder commandsDelivered = new LongAdder();
  final LongAdder commandResults = new LongAdder();
  final LongAdder overQuota = new LongAdder();
  final LongAdder readingsDropped = new LongAdder();
  final LongAdder batchesDroppedForAge = new LongAdder();
  final LongAdder localCommands = new LongAdder();
  final LongAdder ruleRaised = new LongAdder();
  final LongAdder ruleCleared = new LongAdder();
  final Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);
  volatile int rules;
  volatile int refusedRules;
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();

  public EdgeCounters() {
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, new LongAdder());
    }
  }

  /** So many rules run here, and so many should but are not understood. */
  public void rules(int running, int refused) {
    rules = running;
    refusedRules = refused;
  }

  /** A rule was asked. */
  public void verdict(Verdict verdict) {
    verdicts.get(verdict).increment();
  }

  public void ruleEvent(RuleEvent.Kind kind) {
    (kind == RuleEvent.Kind.RAISED ? ruleRaised : ruleCleared).increment();
  }

  /** A rule's command went to its device without the centre. */
  public void localCommand() {
    localCommands.increment();
  }

  public void mqttMessage() {
    mqttMessages.increment();
  }

  public void coapMessage() {
    coapMessages.increment();
  }

  public void received(int readings) {
    readingsReceived.add(readings);
  }

  public void duplicate() {
    duplicateReadings.increment();
  }

  public void redelivered() {
    redeliveredMessages.increment();
  }

  public void commandDelivered() {
    commandsDelivered.increment();
  }

  public void commandResult() {
    commandResults.increment();
  }

  /** A request was told to come later because of a quota. */
  public void overQuota() {
    overQuota.increment();
  }

  public void rejected(String reason) {
    rejected.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  /** How often each reason was given, in the alphabet's order. */
  public Map<String, Long> rejected() {
    Map<String, Long> counts = new TreeMap<>();
    rejected.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  @Override
  public void forwarded(int readings) {
    if (readings > 0) {
      batchesForwarded.increment();
      readingsForwarded.add(readings);
    }
  }

  @Override
  public void stored(int readings) {
    batchesStored.increment();
    readingsStored.add(readings);
  }

  @Override
  public void dropped(int batches, int readings, boolean forAge) {
    (forAge ? batchesDroppedForAge : batchesDropped).add(batches);
    readingsDropped.add(readings);
  }
}
