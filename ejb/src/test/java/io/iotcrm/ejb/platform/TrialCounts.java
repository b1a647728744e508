package io.iotcrm.ejb.platform;

import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Overview.Counts;
import java.time.Instant;
import java.util.Map;

/** Lets tests of other packages at what only the home page asks for. */
public final class TrialCounts {
  private TrialCounts() {}

  public static Counts all(long devices, long alarms, long tickets) {
    return new Counts(
        devices, 0, 0, Map.of(Severity.MAJOR, alarms), tickets, 0, 0, 0, Instant.now());
  }

  public static Counts of(ReachedCounts counts, Counts all) {
    return counts.of(all);
  }
}
