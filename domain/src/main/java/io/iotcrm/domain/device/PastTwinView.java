package io.iotcrm.domain.device;

import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.telemetry.SeriesPoint;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A device as it was at a moment, as far as that is known.
 *
 * @param profileKey as of now, see {@code registry}
 * @param lastSeen the time of its newest reading then, or null
 * @param latest the newest reading of each series at or before the moment
 * @param activeRules the rules whose alarms were open
 */
public record PastTwinView(
    String deviceId,
    Instant at,
    String profileKey,
    Instant lastSeen,
    List<SeriesPoint> latest,
    List<UUID> activeRules,
    PastPresence presence,
    List<OpenAlarm> alarms,
    Registry registry)
    implements Serializable {
  public PastTwinView {
    latest = List.copyOf(latest);
    activeRules = List.copyOf(activeRules);
    alarms = List.copyOf(alarms);
  }

  /**
   * Whether it was there.
   *
   * @param since the moment of the connection or its end that it follows from; null where it
   *     follows from readings alone
   * @param connectionsKnown false: the moment is before the history of the device's connections, so
   *     that a CONNECTED one shows as ACTIVE or INACTIVE
   */
  public record PastPresence(PresenceState state, Instant since, boolean connectionsKnown)
      implements Serializable {}

  /**
   * An alarm that was raised and not cleared.
   *
   * @param severity as of now: an escalation may have raised it since
   * @param acknowledged whether it was by then
   */
  public record OpenAlarm(
      UUID id,
      UUID ruleId,
      String ruleName,
      Severity severity,
      String message,
      Instant raisedAt,
      Instant clearedAt,
      boolean acknowledged)
      implements Serializable {}

  /**
   * What the registry says of it, which keeps no history.
   *
   * @param unchangedSince true: device and profile were not changed after the moment, so this is
   *     also how it was; false: this is how it is now
   * @param changes what the audit knows of later changes, the newest first, at most twenty
   */
  public record Registry(
      String name,
      String site,
      UUID accountId,
      UUID contactId,
      String attributes,
      Instant registeredAt,
      boolean unchangedSince,
      List<Change> changes)
      implements Serializable {
    public Registry {
      changes = List.copyOf(changes);
    }
  }

  /**
   * @param what {@code device} or {@code device profile}
   */
  public record Change(Instant at, String by, String action, String what) implements Serializable {}
}
