package io.iotcrm.edge.rule;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.EdgeCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the rules that run at the edge of each device, with a twin of its own for each, by the code
 * that the centre asks them with. What happens is reported until it is confirmed to be safe; each
 * report may be repeated, and the centre takes it once.
 *
 * <p>A device that is silent is asked only if it has spoken since the start: while the edge was
 * away its devices were not silent, only unheard. Thread-safe; one device's messages have to come
 * one after the other.
 */
public final class DeviceRules implements AutoCloseable {
  /** How often all twins are written to disk; those of which a rule fired are written at once. */
  private static final Duration SAVED_EVERY = Duration.ofMinutes(5);

  private static final long TICK_MILLIS = 1_000;

  private final TwinFile file;
  private final EdgeCounters counters;
  private final Map<String, DeviceTwin> twins = new ConcurrentHashMap<>();
  private final Thread clock = new Thread(this::run, "rules");
  private volatile LocalCommands commands = LocalCommands.NONE;
  private volatile Reports reports = (device, events) -> {};
  private volatile Registry registry = Registry.EMPTY;
  private volatile EdgeRules rules = new EdgeRules(List.of());
  private volatile boolean stopping;

  /** Where events go that no message brought about. */
  public interface Reports {
    void happened(RegisteredDevice device, List<EdgeEvent> events) throws InterruptedException;
  }

  /**
   * @param path where the twins are kept
   * @throws IOException where the file cannot be opened
   */
  public DeviceRules(Path path, EdgeCounters counters) throws IOException {
    this.file = new TwinFile(path);
    this.counters = counters;
    file.load().forEach((id, twin) -> twins.put(id, new DeviceTwin(id, twin)));
    clock.setDaemon(true);
  }

  /** Begins to ask silent devices. */
  public void start(LocalCommands localCommands, Reports silentReports) {
    commands = localCommands;
    reports = silentReports;
    clock.start();
  }

  /** The registry as it is now, with the rules in it. */
  public void registryIs(Registry now) {
    EdgeRules fresh = rules.orNew(now.rules());
    registry = now;
    rules = fresh;
    counters.rules(fresh.set().size(), fresh.refused());
    if (fresh.haveCommands()) {
      commands.prepare();
    }
    if (now != Registry.EMPTY) {
      twins.keySet().removeIf(id -> !isWanted(now.devices().get(id)));
    }
  }

  private boolean isWanted(RegisteredDevice device) {
    return device != null && !rules.set().selection(device.profile()).rules().isEmpty();
  }

  /**
   * Applies a message's readings and asks the rules.
   *
   * @param readings those that are believed and new
   * @return what happened and has not been reported yet, oldest first
   */
  public List<EdgeEvent> take(RegisteredDevice device, List<Reading> readings) {
    EdgeRules now = rules;
    if (readings.isEmpty() || now.set().selection(device.profile()).rules().isEmpty()) {
      return List.of();
    }
    DeviceTwin twin = twins.computeIfAbsent(device.id(), DeviceTwin::new);
    synchronized (twin) {
      List<RuleEvent> fresh = twin.apply(readings, device, now.set(), counters::verdict);
      return reported(device, twin, fresh, now);
    }
  }

  private List<EdgeEvent> reported(
      RegisteredDevice device, DeviceTwin twin, List<RuleEvent> fresh, EdgeRules now) {
    if (fresh.isEmpty()) {
      return List.of();
    }
    file.append(device.id(), twin.bytes());
    List<EdgeEvent> events = new ArrayList<>(fresh.size());
    for (RuleEvent event : fresh) {
      counters.ruleEvent(event.kind());
      events.add(
          new EdgeEvent(
              device.id(),
              event.ruleId(),
              now.version(event.ruleId()),
              event.kind() == RuleEvent.Kind.RAISED,
              event.raisedAt(),
              event.at(),
              event.values(),
              LocalActions.carryOut(device, event, now.set(), commands, counters)));
    }
    return events;
  }

  /** What was reported is safe: it is not reported again. */
  public void confirmed(List<EdgeEvent> events) {
    for (EdgeEvent event : events) {
      DeviceTwin twin = twins.get(event.deviceId());
      if (twin != null) {
        synchronized (twin) {
          twin.confirm(event);
        }
      }
    }
  }

  /** Events that are not known to be safe. */
  public int waiting() {
    return twins.values().stream().mapToInt(DeviceTwin::waiting).sum();
  }

  private void run() {
    long savedAt = System.nanoTime();
    try {
      while (!stopping) {
        Thread.sleep(TICK_MILLIS);
        tick(Instant.now());
        if (System.nanoTime() - savedAt > SAVED_EVERY.toNanos()) {
          savedAt = System.nanoTime();
          save();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the devices for which it is time, and reports what a former run could not. */
  void tick(Instant now) throws InterruptedException {
    Registry known = registry;
    EdgeRules asked = rules;
    for (DeviceTwin twin : twins.values()) {
      RegisteredDevice device = known.devices().get(twin.id());
      if (device == null || !device.enabled() || !twin.isDue(now)) {
        continue;
      }
      List<EdgeEvent> events;
      synchronized (twin) {
        events =
            reported(device, twin, twin.tick(now, device, asked.set(), counters::verdict), asked);
      }
      if (!events.isEmpty()) {
        reports.happened(device, events);
      }
    }
  }

  private void save() {
    if (twins.isEmpty() && file.size() == 0) {
      return;
    }
    Map<String, byte[]> all = new HashMap<>();
    twins.forEach(
        (id, twin) -> {
          synchronized (twin) {
            all.put(id, twin.bytes());
          }
        });
    file.rewrite(all);
  }

  /** Asks silent devices no more. */
  public void stop() {
    stopping = true;
    clock.interrupt();
  }

  /** Keeps what is known for the next start. */
  @Override
  public void close() {
    stop();
    save();
    file.close();
  }
}
