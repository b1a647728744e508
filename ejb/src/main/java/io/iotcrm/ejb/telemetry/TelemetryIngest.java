package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestOutcome;
import io.iotcrm.domain.telemetry.IngestOutcome.Rejection;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DevicePseudonyms;
import io.iotcrm.ejb.device.DeviceWork;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.device.Presence;
import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.platform.GroupCommit;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.rule.FiredRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The road of a batch: checked, stored, applied to the twins, acted upon. When {@link #ingest}
 * returns, everything that was accepted is in PostgreSQL and what it caused is committed; when it
 * throws, nothing is lost by doing the whole of it again.
 */
@ApplicationScoped
public class TelemetryIngest {
  private static final int MAX_GROUP = 10_000;

  /** Time only: what a profile says of a series is checked at the door the reading came through. */
  private final ReadingCheck clockCheck = new ReadingCheck(List.of());

  private final GroupCommit<List<StoredRow>, ReadingTable.Written> groups =
      new GroupCommit<>(this::writeGroup, List::size, MAX_GROUP);

  @Inject private DeviceDirectory devices;
  @Inject private DevicePseudonyms pseudonyms;
  @Inject private KeyDictionary keys;
  @Inject private ReadingTable table;
  @Inject private TwinGrid twins;
  @Inject private FiredRules firedRules;
  @Inject private Rejections rejections;
  @Inject private Presence presence;
  @Inject private LiveReadings liveReadings;
  @Inject private Meters meters;

  /** Readings of a batch after the check. */
  private record Checked(
      Map<String, List<Reading>> byDevice,
      Map<StoredRow, Reading> rows,
      List<Rejection> rejected) {}

  /**
   * Takes a batch. Blocks until it is stored, the rules were asked and their actions are committed.
   *
   * @param source who vouches for it, e.g. {@code edge/shop-1} or {@code http/device/ID}
   * @throws io.iotcrm.ejb.platform.OutageException where it has to be repeated later, as a whole
   */
  public IngestOutcome ingest(IngestBatch given, String source) throws Exception {
    IngestBatch batch = pseudonyms.resolved(given);
    meters.received(batch.readings().size());
    Map<String, KnownDevice> known = known(batch);
    Checked checked = check(batch, known);
    ReadingTable.Written written =
        checked.rows().isEmpty()
            ? new ReadingTable.Written(0, List.of())
            : groups.submit(List.copyOf(checked.rows().keySet()));
    for (StoredRow row : written.refused()) {
      Reading reading = checked.rows().get(row);
      if (reading != null) {
        checked.rejected().add(new Rejection(reading, "refused-by-database"));
        checked.byDevice().get(reading.deviceId()).remove(reading);
      }
    }
    meters.stored(Duration.between(batch.sentAt(), Instant.now()));
    presence.seen(checked.byDevice().keySet(), batch.sentAt());
    // Before the rules are asked here: then what the edge has done is not done once more.
    firedRules.carryOut(batch.events(), batch.edgeId());
    apply(checked.byDevice());
    liveReadings.publish(checked.byDevice(), known);
    rejections.record(source, checked.rejected());
    return new IngestOutcome(
        batch.readings().size() - checked.rejected().size(), checked.rejected());
  }

  private Map<String, KnownDevice> known(IngestBatch batch) throws SQLException {
    Set<String> ids = new HashSet<>();
    batch.readings().forEach(reading -> ids.add(reading.deviceId()));
    return devices.find(ids);
  }

  private Checked check(IngestBatch batch, Map<String, KnownDevice> known) throws SQLException {
    Set<String> names = new HashSet<>();
    batch.readings().forEach(reading -> names.add(reading.key()));
    Map<String, Integer> numbers = keys.numbers(names);
    Instant now = Instant.now();
    Checked checked = new Checked(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (Reading reading : batch.readings()) {
      KnownDevice device = known.get(reading.deviceId());
      Integer keyNo = numbers.get(reading.key());
      String reason = reason(reading, device, keyNo, now);
      if (reason != null) {
        checked.rejected().add(new Rejection(reading, reason));
      } else {
        checked
            .byDevice()
            .computeIfAbsent(reading.deviceId(), id -> new ArrayList<>())
            .add(reading);
        checked.rows().put(StoredRow.of(device.no(), keyNo, reading), reading);
      }
    }
    checked.byDevice().values().forEach(list -> list.sort(Comparator.comparing(Reading::at)));
    return checked;
  }

  private String reason(Reading reading, KnownDevice device, Integer keyNo, Instant now) {
    if (device == null) {
      return "unknown-device";
    }
    if (!device.enabled()) {
      return "blocked-device";
    }
    if (keyNo == null) {
      return "too-many-series";
    }
    ReadingCheck.Refusal refusal = clockCheck.refusal(reading, now);
    return refusal == null ? null : refusal.code();
  }

  /** Each caller is told of all the rows that were refused in its group and knows its own. */
  private List<ReadingTable.Written> writeGroup(List<List<StoredRow>> group) throws SQLException {
    List<StoredRow> rows = new ArrayList<>();
    group.forEach(rows::addAll);
    ReadingTable.Written written = table.write(rows);
    meters.stored(written.stored(), rows.size() - written.stored() - written.refused().size());
    return group.stream().map(part -> written).toList();
  }

  private void apply(Map<String, List<Reading>> byDevice) throws Exception {
    List<DeviceWork> works = new ArrayList<>(byDevice.size());
    byDevice.forEach((id, readings) -> works.add(DeviceWork.apply(id, readings)));
    settle(twins.apply(works));
  }

  /** Asks the rules on devices that have sent nothing. */
  void tick(Set<String> deviceIds) throws Exception {
    settle(twins.apply(deviceIds.stream().map(DeviceWork::tick).toList()));
  }

  /** Acts on what fired, then tells the twins that it is done. */
  private void settle(List<DeviceWork.Fired> fired) throws Exception {
    if (!fired.isEmpty()) {
      twins.apply(firedRules.carryOut(fired));
    }
  }
}
