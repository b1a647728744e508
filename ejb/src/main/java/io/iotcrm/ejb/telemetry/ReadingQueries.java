package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.Bucket;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.KnownDevice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked about one device. */
@ApplicationScoped
public class ReadingQueries {
  private static final Aggregate AVG = new Aggregate(Aggregate.Kind.AVG, 0);
  private static final Aggregate MIN = new Aggregate(Aggregate.Kind.MIN, 0);
  private static final Aggregate MAX = new Aggregate(Aggregate.Kind.MAX, 0);

  @Inject private KeyDictionary keys;
  @Inject private NewestReadings newest;
  @Inject private BucketEngine buckets;

  Page<SeriesPoint> history(
      KnownDevice device, String key, Instant from, Instant to, Cursor after, int limit)
      throws SQLException {
    Optional<Integer> keyNo = key == null ? Optional.empty() : keys.number(key);
    if (key != null && keyNo.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    NewestReadings.Point before =
        after == null
            ? null
            : new NewestReadings.Point(
                keys.number(after.text(1)).orElse(0), after.instant(0).toEpochMilli(), null);
    List<NewestReadings.Point> points =
        newest.newest(
            device.no(),
            keyNo.orElse(null),
            from.toEpochMilli(),
            to.toEpochMilli(),
            before,
            limit + 1);
    List<SeriesPoint> found = new ArrayList<>();
    for (NewestReadings.Point point : points) {
      found.add(
          new SeriesPoint(
              keys.name(point.keyNo()), Instant.ofEpochMilli(point.at()), point.value()));
    }
    return Page.of(found, limit, point -> Cursor.of(point.at(), point.key()));
  }

  List<Bucket> buckets(KnownDevice device, String key, Instant from, Instant to, Duration width)
      throws SQLException {
    Optional<Integer> keyNo = keys.number(key);
    if (keyNo.isEmpty()) {
      return List.of();
    }
    BucketGrid grid = BucketGrid.of(width.toString(), ZoneOffset.UTC, from, to);
    List<Aggregate> wanted = List.of(AVG, MIN, MAX);
    BucketSums sums =
        buckets.sum(List.of(new SeriesNo(device.no(), keyNo.get())), grid, wanted).sums().get(0);
    List<Bucket> found = new ArrayList<>();
    for (int i = 0; i < grid.size(); i++) {
      if (sums.count(i) > 0) {
        found.add(
            new Bucket(
                Instant.ofEpochMilli(grid.start(i)),
                sums.count(i),
                sums.value(i, AVG),
                sums.value(i, MIN),
                sums.value(i, MAX)));
      }
    }
    return found;
  }
}
