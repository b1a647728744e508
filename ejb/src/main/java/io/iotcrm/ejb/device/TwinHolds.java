package io.iotcrm.ejb.device;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * The moments at which devices have to be asked again though they stay silent.
 *
 * <p>Answers of owners arrive here in any order, so readings can only bring a moment forward. It is
 * the asking that puts it off or takes it away, and only where it is still the one that was asked
 * for: a moment may come for nothing, but none is missed.
 */
final class TwinHolds {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  /**
   * A moment that is so far away cannot have come yet by any instance's clock, so what this
   * instance has put for it is still there.
   */
  private static final long CERTAIN_MILLIS = Duration.ofSeconds(10).toMillis();

  private final IMap<String, Long> map;

  /**
   * What this instance has put. A rule about silence puts the same device off with every reading;
   * as long as an earlier moment is still to come, the grid need not be told.
   */
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  TwinHolds(IMap<String, Long> map) {
    this.map = map;
  }

  /** Devices of this member's share that have to be asked again now. */
  Set<String> dueHere() {
    return map.localKeySet(Predicates.lessEqual("this", System.currentTimeMillis()));
  }

  /** Those of the devices for which no moment is put. */
  Set<String> without(Set<String> devices) {
    Set<String> without = new HashSet<>(devices);
    without.removeAll(of(devices).keySet());
    return without;
  }

  /** The moments there are; to be read before the devices are asked. */
  Map<String, Long> of(Set<String> devices) {
    return devices.isEmpty() ? Map.of() : map.getAll(devices);
  }

  /**
   * Keeps what the owners answered; a device without an answer is no longer there. Returns at once.
   *
   * @param asked the moments that were there before devices were asked because of them
   */
  Collection<Future<?>> keep(Map<String, TwinAnswer> answers, Map<String, Long> asked) {
    List<Future<?>> writes = new ArrayList<>();
    Instant now = Instant.now();
    answers.forEach(
        (device, answer) -> {
          Instant due = answer.due();
          if (!asked.containsKey(device)
              && due != null
              && !isTold(device, due.toEpochMilli(), now.toEpochMilli())) {
            told.put(device, due.toEpochMilli());
            writes.add(submit(device, new BringForward(due.toEpochMilli())));
          }
        });
    asked.forEach(
        (device, moment) -> {
          TwinAnswer answer = answers.get(device);
          if (answer != null && answer.state() != TwinAnswer.State.DONE) {
            return; // nobody has asked it yet
          }
          Instant due = answer == null ? null : answer.due();
          if (due != null && !due.isAfter(now)) {
            // Asked just now and still not enough: the device's clock is ahead of ours, or ours.
            due = now.plus(ASK_AGAIN);
          }
          told.remove(device);
          writes.add(submit(device, new Move(moment, due == null ? null : due.toEpochMilli())));
        });
    return writes;
  }

  private boolean isTold(String device, long due, long now) {
    Long moment = told.get(device);
    return moment != null && moment <= due && moment > now + CERTAIN_MILLIS;
  }

  private Future<?> submit(String device, EntryProcessor<String, Long, Boolean> change) {
    return map.submitToKey(device, change).toCompletableFuture();
  }

  record BringForward(long moment) implements EntryProcessor<String, Long, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Long> entry) {
      if (entry.getValue() != null && entry.getValue() <= moment) {
        return false;
      }
      entry.setValue(moment);
      return true;
    }
  }

  /**
   * @param to null to take it away
   */
  record Move(Long from, Long to) implements EntryProcessor<String, Long, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Long> entry) {
      if (!Objects.equals(entry.getValue(), from)) {
        return false;
      }
      entry.setValue(to);
      return true;
    }
  }
}
