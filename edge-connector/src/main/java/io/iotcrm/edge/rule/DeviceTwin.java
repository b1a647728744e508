package io.iotcrm.edge.rule;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.rule.twin.TwinCodec;
import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.registry.RegisteredDevice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One device's twin at the edge, as the bytes that it has on disk and in the centre's grid: a tenth
 * of what it takes as objects. Its monitor guards it; {@link #waiting} and {@link #isDue} may be
 * asked without.
 */
final class DeviceTwin {
  /** A device that makes up names of series must not fill the memory: then it begins anew. */
  static final int MOST_BYTES = 64 * 1024;

  private static final long ASK_AGAIN_MILLIS = 5_000;
  private static final long NEVER = Long.MAX_VALUE;

  /** The bytes of a device that begins anew: nothing is read from them. */
  private static final byte[] NOTHING = {};

  private final String id;
  private byte[] bytes;

  /** Handed out and not confirmed; nothing of a former run. */
  private final List<RuleEvent> underWay = new ArrayList<>();

  private volatile long dueAt = NEVER;
  private volatile int waiting;

  /**
   * @param bytes as they were on disk
   */
  DeviceTwin(String id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
    waiting = decoded().pending().size();
    dueAt = waiting > 0 ? Long.MIN_VALUE : NEVER;
  }

  /** One of a device that is heard for the first time. */
  DeviceTwin(String id) {
    this(id, NOTHING);
  }

  String id() {
    return id;
  }

  byte[] bytes() {
    return bytes;
  }

  int waiting() {
    return waiting;
  }

  boolean isDue(Instant now) {
    return dueAt <= now.toEpochMilli();
  }

  private Twin decoded() {
    return TwinCodec.decode(bytes).orElseGet(Twin::new);
  }

  /** Applies a message; says what is to be reported. */
  List<RuleEvent> apply(
      List<Reading> message, RegisteredDevice device, RuleSet rules, Twin.Counts counts) {
    Twin twin = decoded();
    DeviceTraits traits = traits(device);
    twin.apply(inOrder(message), traits, rules, counts);
    dueAt = millis(twin, traits, rules);
    return keep(twin);
  }

  /** Asks the rules though nothing came; says what is to be reported. */
  List<RuleEvent> tick(Instant now, RegisteredDevice device, RuleSet rules, Twin.Counts counts) {
    Twin twin = decoded();
    DeviceTraits traits = traits(device);
    if (dueAt == Long.MIN_VALUE) {
      dueAt = NEVER; // only what is left of a former run: the device has not spoken in this one
      return keep(twin);
    }
    twin.tick(now, traits, rules, counts);
    // Asked just now and still not enough: the device's clock is ahead of ours.
    long due = millis(twin, traits, rules);
    dueAt = due > now.toEpochMilli() ? due : now.toEpochMilli() + ASK_AGAIN_MILLIS;
    return keep(twin);
  }

  private List<RuleEvent> keep(Twin twin) {
    List<RuleEvent> fresh = new ArrayList<>();
    for (RuleEvent event : twin.pending()) {
      if (underWay.stream().noneMatch(event::isSameAs)) {
        fresh.add(event);
      }
    }
    underWay.addAll(fresh);
    waiting = twin.pending().size();
    byte[] now = TwinCodec.encode(twin);
    bytes = now.length > MOST_BYTES ? NOTHING : now;
    return fresh;
  }

  /** A report is safe. */
  void confirm(EdgeEvent event) {
    List<RuleEvent> safe =
        underWay.stream()
            .filter(
                one ->
                    one.ruleId().equals(event.ruleId())
                        && one.raisedAt().equals(event.raisedAt())
                        && (one.kind() == RuleEvent.Kind.RAISED) == event.raised())
            .toList();
    if (!safe.isEmpty()) {
      underWay.removeAll(safe);
      Twin twin = decoded();
      twin.confirm(safe);
      waiting = twin.pending().size();
      bytes = TwinCodec.encode(twin);
    }
  }

  /** In the order of time, and to the millisecond, as the centre gets it. */
  private static List<Reading> inOrder(List<Reading> message) {
    return message.stream()
        .map(
            one -> {
              Instant at = one.at().truncatedTo(ChronoUnit.MILLIS);
              return at.equals(one.at())
                  ? one
                  : new Reading(one.deviceId(), one.key(), at, one.value(), one.unit());
            })
        .sorted(Comparator.comparing(Reading::at))
        .toList();
  }

  private static DeviceTraits traits(RegisteredDevice device) {
    return new DeviceTraits(
        device.id(),
        device.profile(),
        device.ruleFields().site(),
        null,
        null,
        device.ruleFields().attributes());
  }

  private static long millis(Twin twin, DeviceTraits traits, RuleSet rules) {
    // Up, for before the moment nothing has held long enough.
    return twin.dueAt(traits, rules)
        .map(due -> due.plusNanos(999_999).toEpochMilli())
        .orElse(NEVER);
  }
}
