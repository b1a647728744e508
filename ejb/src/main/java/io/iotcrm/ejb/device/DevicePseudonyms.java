package io.iotcrm.ejb.device;

import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The installation's key of pseudonyms, and the way back from a device's pseudonym to the device.
 * The way back is written down before an edge learns of the device, so that no reading comes under
 * a pseudonym that nobody can resolve. Thread-safe.
 */
@ApplicationScoped
public class DevicePseudonyms {
  private static final int MOST_KNOWN = 100_000;

  /** What its key is sealed for. */
  private static final String KEY = "pseudonym-key";

  private Database database;
  private SealingKey sealing;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private volatile byte[] key;

  /** For the container. */
  protected DevicePseudonyms() {}

  @Inject
  public DevicePseudonyms(Database database, SealingKey sealing) {
    this.database = database;
    this.sealing = sealing;
  }

  /** The key, made when it is first asked for. */
  public byte[] key() throws SQLException {
    byte[] read = key;
    if (read == null) {
      byte[] fresh = new byte[Pseudonyms.KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      read = database.call(connection -> readOrMake(connection, fresh));
      key = read;
    }
    return read.clone();
  }

  private byte[] readOrMake(Connection connection, byte[] fresh) throws SQLException {
    byte[] sealed = sealing.seal().map(seal -> seal.close(fresh, KEY)).orElse(null);
    try (PreparedStatement make =
        connection.prepareStatement(
            "insert into pseudonym_key (key, key_sealed) values (?, ?) on conflict do nothing")) {
      make.setBytes(1, sealed == null ? fresh : null);
      make.setBytes(2, sealed);
      make.executeUpdate();
    }
    try (PreparedStatement read =
            connection.prepareStatement("select key, key_sealed from pseudonym_key");
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getBytes(2) == null ? row.getBytes(1) : sealing.opened(row.getBytes(2), KEY);
    }
  }

  /** Writes down the way back to these devices; those that are there already stay. */
  public void remember(Collection<String> deviceIds) throws SQLException {
    List<String> ids = List.copyOf(new HashSet<>(deviceIds));
    if (ids.isEmpty()) {
      return;
    }
    Pseudonyms pseudonyms = new Pseudonyms(key());
    List<String> names = ids.stream().map(id -> pseudonyms.of(Pseudonyms.Kind.DEVICE, id)).toList();
    database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into device_pseudonym (pseudonym, device_id)"
                      + " select * from unnest(?, ?) on conflict do nothing")) {
            insert.setArray(1, connection.createArrayOf("text", names.toArray()));
            insert.setArray(2, connection.createArrayOf("text", ids.toArray()));
            return insert.executeUpdate();
          }
        });
  }

  /** The device behind a pseudonym, or null. */
  public String device(String pseudonym) throws SQLException {
    return devices(Set.of(pseudonym)).get(pseudonym);
  }

  private Map<String, String> devices(Set<String> pseudonyms) throws SQLException {
    Map<String, String> found = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (String pseudonym : pseudonyms) {
      String id = known.get(pseudonym);
      if (id == null) {
        unknown.add(pseudonym);
      } else {
        found.put(pseudonym, id);
      }
    }
    if (!unknown.isEmpty()) {
      Map<String, String> read = read(unknown);
      if (known.size() + read.size() > MOST_KNOWN) {
        known.clear();
      }
      known.putAll(read);
      found.putAll(read);
    }
    return found;
  }

  private Map<String, String> read(Set<String> pseudonyms) throws SQLException {
    return database.call(
        connection -> {
          Map<String, String> found = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select pseudonym, device_id from device_pseudonym where pseudonym = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", pseudonyms.toArray()));
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.put(row.getString(1), row.getString(2));
              }
            }
          }
          return found;
        });
  }

  /**
   * The batch with its devices' own ids; a pseudonym that nobody knows stays, and is a stranger.
   */
  public IngestBatch resolved(IngestBatch batch) throws SQLException {
    Set<String> pseudonyms = new HashSet<>();
    for (Reading reading : batch.readings()) {
      if (Pseudonyms.isPseudonym(reading.deviceId())) {
        pseudonyms.add(reading.deviceId());
      }
    }
    for (EdgeEvent event : batch.events()) {
      if (Pseudonyms.isPseudonym(event.deviceId())) {
        pseudonyms.add(event.deviceId());
      }
    }
    if (pseudonyms.isEmpty()) {
      return batch;
    }
    Map<String, String> devices = devices(pseudonyms);
    List<Reading> readings = new ArrayList<>(batch.readings().size());
    for (Reading reading : batch.readings()) {
      String id = devices.get(reading.deviceId());
      readings.add(
          id == null
              ? reading
              : new Reading(id, reading.key(), reading.at(), reading.value(), reading.unit()));
    }
    List<EdgeEvent> events =
        batch.events().stream()
            .map(event -> event.of(devices.getOrDefault(event.deviceId(), event.deviceId())))
            .toList();
    return new IngestBatch(batch.id(), batch.edgeId(), batch.sentAt(), readings, events);
  }
}
