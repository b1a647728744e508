package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.BucketSums;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A series as equal intervals, for calculations inside the application. */
@ApplicationScoped
public class SeriesBuckets {
  @Inject private KeyDictionary keys;
  @Inject private BucketEngine engine;

  /** For the container. */
  public SeriesBuckets() {}

  /** For use outside a container. */
  public SeriesBuckets(Database database) {
    this.keys = new KeyDictionary(database);
    this.engine = new BucketEngine(database);
  }

  /**
   * @return one number for each interval; NaN where nothing was reported
   * @throws io.iotcrm.ejb.platform.OutageException where the database is away
   */
  public double[] values(KnownDevice device, String key, BucketGrid grid, Aggregate aggregate)
      throws SQLException {
    double[] values = new double[grid.size()];
    Arrays.fill(values, Double.NaN);
    Optional<Integer> keyNo = keys.number(key);
    if (keyNo.isEmpty()) {
      return values;
    }
    List<SeriesNo> series = List.of(new SeriesNo(device.no(), keyNo.get()));
    BucketSums sums = engine.sum(series, grid, List.of(aggregate)).sums().get(0);
    for (int i = 0; i < values.length; i++) {
      if (sums.count(i) > 0) {
        values[i] = sums.value(i, aggregate);
      }
    }
    return values;
  }
}
