package io.iotcrm.edge.status;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What each stage of the pipeline did with readings, by profile. Thread-safe. */
public final class StageCounters {
  /** The name under which devices without a profile are counted. */
  public static final String NO_PROFILE = "-";

  private final Map<String, Map<String, Counts>> byProfile = new ConcurrentHashMap<>();

  /** One stage's numbers for one profile. */
  public static final class Counts {
    private final LongAdder passed = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Readings went on as they were. */
    public void passed(int readings) {
      passed.add(readings);
    }

    /** Readings went on as something else. */
    public void changed(int readings) {
      changed.add(readings);
    }

    /** Readings ended here on purpose. */
    public void dropped(int readings) {
      dropped.add(readings);
    }

    /** The numbers now. */
    public Totals totals() {
      return new Totals(passed.sum(), changed.sum(), dropped.sum());
    }
  }

  /** Numbers of readings since the start. */
  public record Totals(long passed, long changed, long dropped) {
    Totals plus(Totals more) {
      return new Totals(passed + more.passed, changed + more.changed, dropped + more.dropped);
    }
  }

  /** The counters of a stage; they stay the same object, so that callers may keep them. */
  public Counts of(String profile, String stage) {
    return byProfile
        .computeIfAbsent(profile == null ? NO_PROFILE : profile, p -> new ConcurrentHashMap<>())
        .computeIfAbsent(stage, s -> new Counts());
  }

  /** By profile and stage, in the alphabet's order. */
  public Map<String, Map<String, Totals>> totals() {
    Map<String, Map<String, Totals>> all = new TreeMap<>();
    byProfile.forEach(
        (profile, stages) -> {
          Map<String, Totals> totals = new TreeMap<>();
          stages.forEach((stage, counts) -> totals.put(stage, counts.totals()));
          all.put(profile, totals);
        });
    return all;
  }

  /** By stage, over all profiles. */
  Map<String, Totals> byStage() {
    Map<String, Totals> all = new TreeMap<>();
    totals().values().forEach(stages -> stages.forEach((s, t) -> all.merge(s, t, Totals::plus)));
    return all;
  }
}
