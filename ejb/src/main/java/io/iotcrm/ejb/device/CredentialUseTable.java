package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** When devices' credentials were last used. */
@ApplicationScoped
public class CredentialUseTable {
  /** In one order, so that two edges that tell of the same devices do not block each other. */
  private static final String USED =
      """
      with used as (
        select c.id, least(u.at, now()) as at
          from unnest(?::uuid[], ?::timestamptz[]) as u (id, at)
          join device_credential c on c.id = u.id
         where c.last_used_at is null or c.last_used_at < least(u.at, now())
         order by c.id for update of c)
      update device_credential c set last_used_at = used.at from used where c.id = used.id
      """;

  private Database database;

  /** For the container. */
  protected CredentialUseTable() {}

  @Inject
  public CredentialUseTable(Database database) {
    this.database = database;
  }

  /**
   * Keeps the newest use of each; a clock that runs ahead counts as now.
   *
   * @return how many were changed
   */
  int used(Map<UUID, Instant> uses) throws SQLException {
    if (uses.isEmpty()) {
      return 0;
    }
    Map<UUID, Instant> ordered = new TreeMap<>(uses);
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(USED)) {
            statement.setArray(1, connection.createArrayOf("uuid", ordered.keySet().toArray()));
            statement.setArray(
                2,
                connection.createArrayOf(
                    "timestamptz", ordered.values().stream().map(Timestamp::from).toArray()));
            return statement.executeUpdate();
          }
        });
  }
}
