package io.iotcrm.ejb.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What rules may know of a device's customer. It travels through the grid with the device's work,
 * so there is nothing in it by which a person could be found.
 */
final class CustomerTraits {
  private CustomerTraits() {}

  /**
   * @param column of the tier; the consents to profiling and to marketing follow. The consents are
   *     null where there is no contact
   */
  static Map<String, Object> ofContact(ResultSet row, int column) throws SQLException {
    boolean profiling = row.getBoolean(column + 1);
    if (row.wasNull()) {
      return Map.of();
    }
    Map<String, Object> traits = new HashMap<>();
    traits.put("profilingConsent", profiling);
    traits.put("marketingConsent", row.getBoolean(column + 2));
    String tier = row.getString(column);
    if (tier != null) {
      traits.put("tier", tier);
    }
    return traits;
  }

  static Map<String, Object> ofAccount(ResultSet row, int column) throws SQLException {
    String industry = row.getString(column);
    return industry == null ? Map.of() : Map.of("industry", industry);
  }
}
