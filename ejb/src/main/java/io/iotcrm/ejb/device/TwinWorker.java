package io.iotcrm.ejb.device;

import com.hazelcast.map.IMap;
import io.iotcrm.domain.device.DeviceTraits;
import io.iotcrm.domain.device.Twin;
import io.iotcrm.domain.device.TwinCodec;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.StartingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Applies work to twins, on the instance that owns them: reads them from the grid, rebuilds those
 * that are cold, asks the rules, writes them back with their backups.
 *
 * <p>One twin is changed by one thread at a time on an instance. While ownership moves, two
 * instances may change the same twin and the later write wins. That costs at most the numbers of
 * one batch in a window: what fired is with its caller already, and the database knows each event
 * by its key, so no action is lost or done twice.
 */
@ApplicationScoped
public class TwinWorker {
  static final String TWINS = "twins";
  static final String HOLDS = "twin-holds";
  private static final int STRIPES = 256;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  @Inject private Grid grid;
  @Inject private DeviceDirectory devices;
  @Inject private ActiveRules activeRules;
  @Inject private TwinMemory memory;

  private final Lock[] stripes = new Lock[STRIPES];
  private final Map<Verdict, LongAdder> verdicts = new HashMap<>();
  private final LongAdder rebuilt = new LongAdder();

  public TwinWorker() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, new LongAdder());
    }
  }

  /**
   * Does the work and says what has fired and is not confirmed yet. Repeating it is harmless.
   *
   * @throws StartingException while the rules are not loaded
   */
  public List<DeviceWork.Fired> apply(List<DeviceWork> works) throws SQLException {
    RuleSet rules =
        activeRules
            .current()
            .orElseThrow(() -> new StartingException("the rules are not loaded yet"));
    Map<String, KnownDevice> known =
        devices.find(works.stream().map(DeviceWork::deviceId).distinct().toList());
    int[] locked = lock(works);
    try {
      return applyLocked(works, known, rules);
    } finally {
      for (int i = locked.length - 1; i >= 0; i--) {
        stripes[locked[i]].unlock();
      }
    }
  }

  /** All of a group's stripes, in one order, so that groups cannot wait for each other. */
  private int[] lock(List<DeviceWork> works) {
    int[] wanted =
        works.stream()
            .mapToInt(work -> Math.floorMod(work.deviceId().hashCode(), STRIPES))
            .distinct()
            .sorted()
            .toArray();
    for (int stripe : wanted) {
      stripes[stripe].lock();
    }
    return wanted;
  }

  private List<DeviceWork.Fired> applyLocked(
      List<DeviceWork> works, Map<String, KnownDevice> known, RuleSet rules) throws SQLException {
    IMap<String, byte[]> map = grid.map(TWINS);
    Map<String, Twin> twins = read(map, works, known);
    Map<String, Optional<Instant>> holds = new HashMap<>();
    twins.forEach((id, twin) -> holds.put(id, twin.dueAt(rules)));
    Map<String, Twin> changed = new LinkedHashMap<>();
    Instant now = Instant.now();
    for (DeviceWork work : works) {
      Twin twin = twins.get(work.deviceId());
      if (twin != null) {
        DeviceTraits traits = known.get(work.deviceId()).traits();
        twin.confirm(work.confirmed());
        twin.apply(work.readings(), traits, rules, this::count);
        if (work.tick()) {
          twin.tick(now, traits, rules, this::count);
        }
        changed.put(work.deviceId(), twin);
      }
    }
    Map<String, byte[]> bytes = new HashMap<>();
    changed.forEach((id, twin) -> bytes.put(id, TwinCodec.encode(twin)));
    map.putAll(bytes);
    rememberHolds(changed, holds, rules, now);
    List<DeviceWork.Fired> fired = new ArrayList<>();
    changed.forEach(
        (id, twin) -> {
          if (!twin.pending().isEmpty()) {
            fired.add(new DeviceWork.Fired(id, List.copyOf(twin.pending())));
          }
        });
    return fired;
  }

  private void count(Verdict verdict) {
    verdicts.get(verdict).increment();
  }

  private Map<String, Twin> read(
      IMap<String, byte[]> map, List<DeviceWork> works, Map<String, KnownDevice> known)
      throws SQLException {
    Map<String, byte[]> bytes = map.getAll(known.keySet());
    Map<String, Twin> twins = new HashMap<>();
    Map<String, TwinMemory.Question> cold = new LinkedHashMap<>();
    for (DeviceWork work : works) {
      KnownDevice device = known.get(work.deviceId());
      if (device == null || twins.containsKey(device.id())) {
        continue;
      }
      byte[] found = bytes.get(device.id());
      Optional<Twin> twin = found == null ? Optional.empty() : TwinCodec.decode(found);
      if (twin.isPresent()) {
        twins.put(device.id(), twin.get());
      } else {
        Instant before = work.readings().isEmpty() ? Instant.now() : work.readings().get(0).at();
        cold.merge(
            device.id(),
            new TwinMemory.Question(device, before),
            (a, b) -> a.before().isBefore(b.before()) ? a : b);
      }
    }
    if (!cold.isEmpty()) {
      rebuilt.add(cold.size());
      twins.putAll(memory.recall(cold.values()));
    }
    return twins;
  }

  /** Keeps the moments at which a silent device has to be asked again, where they changed. */
  private void rememberHolds(
      Map<String, Twin> changed,
      Map<String, Optional<Instant>> before,
      RuleSet rules,
      Instant now) {
    IMap<String, Long> map = grid.map(HOLDS);
    changed.forEach(
        (id, twin) -> {
          Optional<Instant> due = twin.dueAt(rules);
          if (due.isPresent() && due.get().isBefore(now)) {
            // Asked just now and still not enough: the device's clock is ahead of ours, or ours.
            map.set(id, now.plus(ASK_AGAIN).toEpochMilli());
          } else if (!due.equals(before.get(id))) {
            if (due.isPresent()) {
              map.set(id, due.get().toEpochMilli());
            } else {
              map.delete(id);
            }
          }
        });
  }

  /** How often a condition gave this verdict on this instance. */
  public long verdicts(Verdict verdict) {
    return verdicts.get(verdict).sum();
  }

  /** How many twins were rebuilt from the database on this instance. */
  public long rebuilt() {
    return rebuilt.sum();
  }
}
