package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads audit entries with plain SQL, exactly as they are stored. */
final class AuditRows {
  /** After the number, in the order of {@link #link}. */
  static final String MEMBERS =
      "id, at, actor, action, object_type, object_id, outcome, address, detail";

  private AuditRows() {}

  /** Of a row whose first column is the number and whose next are {@link #MEMBERS}. */
  static AuditLink link(ResultSet row) throws SQLException {
    return new AuditLink(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10));
  }
}
