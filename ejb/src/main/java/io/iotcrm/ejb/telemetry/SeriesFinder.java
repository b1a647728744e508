package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.telemetry.SeriesSelection;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the series that a question is about. */
@ApplicationScoped
public class SeriesFinder {
  private static final String DEVICES =
      """
      select r.id, r.no from device r join device_profile p on p.id = r.profile_id
        left join account ra on ra.id = r.account_id left join contact rc on rc.id = r.contact_id
      where (?::text is null or p.key = ?) and (?::text is null or r.site = ?)
        and (?::uuid is null or r.account_id = ?) and %s
      order by r.id limit ?
      """;

  @Inject private Database database;
  @Inject private DeviceDirectory directory;
  @Inject private KeyDictionary keys;
  @Inject private DeviceReach reach;
  @Inject private Permissions permissions;

  /** A series and what it is called outside. */
  record Named(SeriesNo no, String device, String key) {}

  /**
   * Series of devices that exist; a key that no device ever had is left out.
   *
   * @throws InvalidInputException for none, too many, or a device that is not in the registry
   */
  List<Named> find(SeriesSelection selection, int most) throws SQLException {
    List<Named> found = new ArrayList<>();
    if (selection.isByDevices()) {
      byDevices(selection, most, found);
    }
    byName(selection, found);
    if (!selection.isByDevices() && selection.series().isEmpty()) {
      throw new InvalidInputException(
          "/series", "is required, or one of profile, site and account with a key");
    }
    if (found.size() > most) {
      throw new InvalidInputException("/series", "must be at most " + most);
    }
    return found;
  }

  private void byDevices(SeriesSelection selection, int most, List<Named> found)
      throws SQLException {
    if (selection.keys().isEmpty()) {
      throw new InvalidInputException("/key", "is required with profile, site and account");
    }
    ReachSql within = DeviceReach.sql(permissions.require(Action.READ, RecordKind.DEVICE));
    Map<String, Integer> devices =
        database.call(connection -> devices(connection, selection, within, most));
    for (String key : new LinkedHashSet<>(selection.keys())) {
      Optional<Integer> keyNo = keys.number(key);
      if (keyNo.isPresent()) {
        devices.forEach((id, no) -> found.add(new Named(new SeriesNo(no, keyNo.get()), id, key)));
      }
    }
  }

  private static Map<String, Integer> devices(
      java.sql.Connection connection, SeriesSelection selection, ReachSql within, int most)
      throws SQLException {
    Map<String, Integer> devices = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(DEVICES.formatted(within.condition()))) {
      statement.setString(1, selection.profile());
      statement.setString(2, selection.profile());
      statement.setString(3, selection.site());
      statement.setString(4, selection.site());
      statement.setObject(5, selection.account(), java.sql.Types.OTHER);
      statement.setObject(6, selection.account(), java.sql.Types.OTHER);
      int next = 7;
      for (Object value : within.values()) {
        statement.setObject(next++, value);
      }
      statement.setInt(next, most + 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          devices.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return devices;
  }

  private void byName(SeriesSelection selection, List<Named> found) throws SQLException {
    Set<String> names = new LinkedHashSet<>(selection.series());
    if (names.size() > SeriesSelection.MAX_SERIES) {
      throw new InvalidInputException("/series", "must be at most " + SeriesSelection.MAX_SERIES);
    }
    Set<String> ids = new LinkedHashSet<>();
    for (String name : names) {
      int colon = name.indexOf(':');
      if (colon < 1 || colon == name.length() - 1) {
        throw new InvalidInputException("/series", "must be device:key, not '" + name + "'");
      }
      ids.add(name.substring(0, colon));
    }
    Map<String, KnownDevice> devices = directory.find(reach.among(ids, Action.READ));
    for (String name : names) {
      int colon = name.indexOf(':');
      String id = name.substring(0, colon);
      String key = name.substring(colon + 1);
      KnownDevice device = devices.get(id);
      if (device == null) {
        throw new InvalidInputException("/series", "names no device: " + id);
      }
      Optional<Integer> keyNo = keys.number(key);
      if (keyNo.isPresent()) {
        Named named = new Named(new SeriesNo(device.no(), keyNo.get()), id, key);
        if (!found.contains(named)) {
          found.add(named);
        }
      }
    }
  }
}
