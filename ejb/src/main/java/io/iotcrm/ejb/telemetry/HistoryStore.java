package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Stores readings of the past. No rule is asked and no twin is changed: what happened long ago is
 * no news. Readings go the way of late ones: into rows of their day, which is closed (again) soon
 * after; a reading that is there already stays as it was.
 */
@ApplicationScoped
public class HistoryStore {
  /** Each day that has rows is a partition: more of them would make every question slow. */
  static final int MAX_OPEN_DAYS = 200;

  @Inject private Database database;
  @Inject private DeviceDirectory devices;
  @Inject private KeyDictionary keys;
  @Inject private ReadingTable table;
  @Inject private DayClosing closing;
  @Inject private ClosingPolicy policy;
  @Inject private StorageJob upkeep;

  /** For the container. */
  public HistoryStore() {}

  /** For use outside a container. */
  public HistoryStore(Database database) {
    this.database = database;
    devices = new DeviceDirectory(database);
    keys = new KeyDictionary(database);
    table = new ReadingTable(database);
    policy = new ClosingPolicy(Duration.ofDays(2), Duration.ZERO, Integer.MAX_VALUE);
    closing = new DayClosing(database, policy);
    upkeep = new StorageJob(database);
  }

  /**
   * What became of some readings.
   *
   * @param stored how many rows are new; of a day that is closed also those that turn out to be in
   *     a chunk already when it is merged
   * @param refused why, one of few reasons, by place in the list
   */
  public record Outcome(int stored, Map<Integer, String> refused) {
    public Outcome {
      refused = Map.copyOf(refused);
    }
  }

  /** Which of these ids are devices of the registry, blocked ones included. */
  public Set<String> known(Collection<String> deviceIds) throws SQLException {
    return Set.copyOf(devices.find(deviceIds).keySet());
  }

  /**
   * @throws io.iotcrm.ejb.platform.OutageException where nothing or a part is stored; it may be
   *     repeated as a whole
   */
  public Outcome store(List<Reading> readings) throws SQLException {
    Set<String> ids = new HashSet<>();
    readings.forEach(reading -> ids.add(reading.deviceId()));
    Map<String, KnownDevice> known = devices.find(ids);
    // Names that only strangers use take no room in the dictionary.
    Set<String> names = new HashSet<>();
    for (Reading reading : readings) {
      if (known.containsKey(reading.deviceId())) {
        names.add(reading.key());
      }
    }
    Map<String, Integer> numbers = keys.numbers(names);
    Map<Integer, String> refused = new HashMap<>();
    Map<StoredRow, Integer> rows = new LinkedHashMap<>();
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      KnownDevice device = known.get(reading.deviceId());
      Integer keyNo = numbers.get(reading.key());
      if (device == null) {
        refused.put(i, "unknown-device");
      } else if (keyNo == null) {
        refused.put(i, "too-many-series");
      } else {
        rows.put(StoredRow.of(device.no(), keyNo, reading), i);
      }
    }
    ReadingTable.Written written = table.write(new ArrayList<>(rows.keySet()));
    written.refused().forEach(row -> refused.put(rows.get(row), "refused-by-database"));
    return new Outcome(written.stored(), refused);
  }

  /**
   * Packs old days while there are too many open ones, so that years of history may come in at
   * once.
   *
   * @param goOn asked after each part; false ends the work, which is taken up again later
   */
  public void makeRoom(Predicate<Long> goOn) throws SQLException, InterruptedException {
    NavigableSet<LocalDate> open = new TreeSet<>(database.call(HotDays::read).open());
    LocalDate last = policy.lastDay(Instant.now());
    NavigableSet<LocalDate> old = open.headSet(last, true);
    if (old.size() <= MAX_OPEN_DAYS) {
      return;
    }
    for (LocalDate day : old) {
      closing.close(day, goOn::test);
    }
  }

  /** Has the days that are open again closed at once, without waiting for more late readings. */
  public void requestUpkeep(String by) throws SQLException {
    upkeep.request(by);
  }

  /** Packs one UTC day now. */
  public void close(Instant at) throws SQLException, InterruptedException {
    closing.close(LocalDate.ofInstant(at, ZoneOffset.UTC), readings -> true);
  }
}
