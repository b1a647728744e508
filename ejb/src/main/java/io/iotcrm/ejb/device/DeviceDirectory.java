package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The devices that this instance has to do with, kept in memory. A change in the registry, or of
 * the customer that a device belongs to, is seen within {@code refresh}'s period; a device that was
 * unknown is looked for at most once a second; a device is read anew every ten minutes whatever
 * happens.
 */
@ApplicationScoped
public class DeviceDirectory {
  private static final long MISSING_MILLIS = 1_000;
  private static final long KNOWN_MILLIS = Duration.ofMinutes(10).toMillis();

  /**
   * A change may become visible this long after its time stamp: commits take time, clocks differ.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int MAX_MISSING = 100_000;

  private static final String SELECT =
      """
      select d.id, d.no, d.enabled, d.account_id, d.contact_id, d.site, d.attributes::text,
             d.updated_at, p.key, p.series::text,
             c.tier, c.profiling_consent, c.marketing_consent, a.industry
      from device d join device_profile p on p.id = d.profile_id
        left join contact c on c.id = d.contact_id
        left join account a on a.id = coalesce(d.account_id, c.account_id)
      """;

  /** A customer's change is one of every device that belongs to it. */
  private static final String CHANGED =
      """
       where d.id in (
        select id from device where updated_at > ?
        union all
        select x.id from contact y join device x on x.contact_id = y.id where y.updated_at > ?
        union all
        select x.id from account y join device x on x.account_id = y.id where y.updated_at > ?
        union all
        select x.id from account y join contact z on z.account_id = y.id
          join device x on x.contact_id = z.id and x.account_id is null where y.updated_at > ?)
      """;

  @Inject private Database database;

  private final JsonReaderFactory readers = JSON.createReaderFactory(Map.of());
  private final Map<String, Entry> known = new ConcurrentHashMap<>();
  private final Map<String, Long> missing = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> booleanKeys = new ConcurrentHashMap<>();
  private volatile Instant changedUntil = Instant.now();

  /** For the container. */
  public DeviceDirectory() {}

  /** For use outside a container. */
  public DeviceDirectory(Database database) {
    this.database = database;
  }

  private record Entry(KnownDevice device, long readAt) {}

  /** Those of the devices that exist, also blocked ones. */
  public Map<String, KnownDevice> find(Collection<String> ids) throws SQLException {
    long now = System.currentTimeMillis();
    Map<String, KnownDevice> found = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String id : ids) {
      Entry entry = known.get(id);
      if (entry != null && now - entry.readAt < KNOWN_MILLIS) {
        found.put(id, entry.device);
      } else if (now - missing.getOrDefault(id, 0L) >= MISSING_MILLIS) {
        unknown.add(id);
      }
    }
    if (!unknown.isEmpty()) {
      read(unknown, now).forEach(device -> found.put(device.id(), device));
    }
    return found;
  }

  /** One that exists, also a blocked one. */
  public KnownDevice require(String id) throws SQLException {
    KnownDevice device = find(List.of(id)).get(id);
    if (device == null) {
      throw new RecordNotFoundException("device", id);
    }
    return device;
  }

  private List<KnownDevice> read(List<String> ids, long now) throws SQLException {
    List<KnownDevice> devices =
        database.call(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(SELECT + " where d.id = any(?)")) {
                statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
                return read(statement);
              }
            });
    if (missing.size() > MAX_MISSING) {
      missing.clear();
    }
    ids.forEach(id -> missing.put(id, now));
    ids.forEach(known::remove);
    for (KnownDevice device : devices) {
      missing.remove(device.id());
      known.put(device.id(), new Entry(device, now));
    }
    return devices;
  }

  /** Takes over what changed in the registry since the last time; called every five seconds. */
  public void refresh() throws SQLException {
    Instant since = changedUntil.minus(OVERLAP);
    Instant begun = Instant.now();
    List<KnownDevice> changed =
        database.call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(SELECT + CHANGED)) {
                for (int i = 1; i <= 4; i++) {
                  statement.setTimestamp(i, Timestamp.from(since));
                }
                return read(statement);
              }
            });
    long now = System.currentTimeMillis();
    for (KnownDevice device : changed) {
      known.computeIfPresent(device.id(), (id, old) -> new Entry(device, now));
      missing.remove(device.id());
    }
    changedUntil = begun;
  }

  private List<KnownDevice> read(PreparedStatement statement) throws SQLException {
    List<KnownDevice> devices = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String id = row.getString(1);
        UUID accountId = row.getObject(4, UUID.class);
        UUID contactId = row.getObject(5, UUID.class);
        DeviceTraits traits =
            new DeviceTraits(
                id,
                row.getString(9),
                row.getString(6),
                accountId == null ? null : accountId.toString(),
                contactId == null ? null : contactId.toString(),
                attributes(row.getString(7)),
                CustomerTraits.ofContact(row, 11),
                CustomerTraits.ofAccount(row, 14));
        devices.add(
            new KnownDevice(
                id,
                row.getInt(2),
                row.getBoolean(3),
                accountId,
                contactId,
                traits,
                booleanKeys.computeIfAbsent(row.getString(10), this::booleanKeys),
                row.getTimestamp(8).toInstant()));
      }
    }
    return devices;
  }

  private Set<String> booleanKeys(String series) {
    Set<String> keys = new HashSet<>();
    try (JsonReader reader = readers.createReader(new StringReader(series))) {
      for (JsonValue value : reader.readArray()) {
        if (value instanceof JsonObject one && "BOOLEAN".equals(one.getString("kind", ""))) {
          keys.add(one.getString("key", ""));
        }
      }
    } catch (JsonException | ClassCastException e) {
      return Set.of();
    }
    return Set.copyOf(keys);
  }

  /** Texts, numbers and booleans; anything deeper is not for rules. */
  private Map<String, Object> attributes(String json) {
    Map<String, Object> attributes = new HashMap<>();
    try (JsonReader reader = readers.createReader(new StringReader(json))) {
      JsonObject object = reader.readObject();
      object.forEach(
          (key, value) -> {
            if (value instanceof JsonString text) {
              attributes.put(key, text.getString());
            } else if (value instanceof JsonNumber number) {
              attributes.put(key, number.doubleValue());
            } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
              attributes.put(key, value == JsonValue.TRUE);
            }
          });
    } catch (JsonException e) {
      return Map.of();
    }
    return attributes;
  }
}
