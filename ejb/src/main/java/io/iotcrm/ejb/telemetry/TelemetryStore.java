package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.telemetry.Bucket;
import io.iotcrm.domain.telemetry.HistoryQuery;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Readings as people and programs ask for them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryStore {
  private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
  private static final int MAX_BUCKETS = 2_000;

  @Inject private DeviceDirectory devices;
  @Inject private ReadingQueries queries;
  @Inject private LatestReadings latest;
  @Inject private DeviceReach reach;

  /** The newest value of each series of the last week, by key. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<SeriesPoint> latest(String deviceId) {
    KnownDevice device = device(deviceId);
    return Database.answer(() -> latest.of(List.of(device.id()))).getOrDefault(deviceId, List.of());
  }

  /** Values of a device, newest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<SeriesPoint> history(HistoryQuery query) {
    KnownDevice device = device(query.deviceId());
    Instant to = query.to() == null ? Instant.now() : query.to();
    Instant from = query.from() == null ? to.minus(DEFAULT_SPAN) : query.from();
    if (!from.isBefore(to)) {
      throw new InvalidInputException("/from", "must be before 'to'");
    }
    Cursor after = query.page().after(2);
    return Database.answer(
        () -> queries.history(device, query.key(), from, to, after, query.page().limit()));
  }

  /**
   * The numbers of a series, summed up per interval; intervals without any are left out.
   *
   * @param width one second at least; at most 2,000 intervals
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Bucket> buckets(
      String deviceId, String key, Instant from, Instant to, Duration width) {
    KnownDevice device = device(deviceId);
    if (width.toSeconds() < 1) {
      throw new InvalidInputException("/width", "must be one second at least");
    }
    if (!from.isBefore(to) || Duration.between(from, to).dividedBy(width) > MAX_BUCKETS) {
      throw new InvalidInputException(
          "/width", "must divide the time into 1 to " + MAX_BUCKETS + " intervals");
    }
    return Database.answer(() -> queries.buckets(device, key, from, to, width));
  }

  private KnownDevice device(String id) {
    reach.require(Action.READ, id);
    return Database.answer(() -> devices.require(id));
  }
}
