package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.DeviceSelection;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The devices of a selection, as they are when they are asked for. */
public final class ChosenDevices {
  private static final String CHOSEN =
      """
        from device d join device_profile p on p.id = d.profile_id
             left join contact c on c.id = d.contact_id
       where (?::text is null or p.key = ?)
         and (?::text is null or d.site = ?)
         and (?::uuid is null or coalesce(d.account_id, c.account_id) = ?::uuid)
         and (?::text[] is null or d.id = any(?::text[]))
      """;

  private final DeviceSelection selection;
  private final String chosen;

  private ChosenDevices(DeviceSelection selection, String chosen) {
    this.selection = selection;
    this.chosen = chosen;
  }

  /** Also those that are blocked: what they told before stays told. */
  public static ChosenDevices all(DeviceSelection selection) {
    return new ChosenDevices(selection, CHOSEN);
  }

  /** Those that are not blocked. */
  public static ChosenDevices inUse(DeviceSelection selection) {
    return new ChosenDevices(selection, CHOSEN + " and d.enabled");
  }

  /** A device and its number in the telemetry tables. */
  public record Chosen(String id, int no) {}

  public int count(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select count(*)" + chosen)) {
      choose(connection, statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** The next ones in the order of their ids; the first after the empty id. */
  public List<Chosen> after(Connection connection, String id, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select d.id, d.no" + chosen + " and d.id > ? order by d.id limit ?")) {
      choose(connection, statement);
      statement.setString(9, id);
      statement.setInt(10, limit);
      List<Chosen> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Chosen(row.getString(1), row.getInt(2)));
        }
      }
      return found;
    }
  }

  private void choose(Connection connection, PreparedStatement statement) throws SQLException {
    Array ids =
        selection.deviceIds().isEmpty()
            ? null
            : connection.createArrayOf("text", selection.deviceIds().toArray());
    String account = selection.accountId() == null ? null : selection.accountId().toString();
    statement.setString(1, selection.profileKey());
    statement.setString(2, selection.profileKey());
    statement.setString(3, selection.site());
    statement.setString(4, selection.site());
    statement.setString(5, account);
    statement.setString(6, account);
    statement.setArray(7, ids);
    statement.setArray(8, ids);
  }
}
