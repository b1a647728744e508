package io.iotcrm.ejb.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Chooses one instance of the cluster for a piece of work, by a row in PostgreSQL and by its clock.
 * A holder that dies is replaced as soon as its time is up.
 *
 * <p>A lease is a promise about time only: a holder that was paused for longer than its lease may
 * still be working when the next one begins. The work must bear that.
 */
@PermitAll
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Lease {
  private static final Logger LOG = System.getLogger(Lease.class.getName());

  @Inject private Database database;
  @Inject private NodeName node;

  /**
   * Takes the lease, or renews it where this instance has it.
   *
   * @return whether this instance has it now; false also while the database is away
   */
  public boolean acquire(String name, Duration duration) {
    String sql =
        """
        insert into lease as l (name, holder, lease_until)
        values (?, ?, now() + ? * interval '1 ms')
        on conflict (name) do update
          set holder = excluded.holder, lease_until = excluded.lease_until
          where l.lease_until < now() or l.holder = excluded.holder
        """;
    try {
      return database.call(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, name);
              statement.setString(2, node.unique());
              statement.setLong(3, duration.toMillis());
              return statement.executeUpdate() == 1;
            }
          });
    } catch (OutageException | SQLException e) {
      LOG.log(Level.DEBUG, "The lease {0} cannot be asked for: {1}", name, e.getMessage());
      return false;
    }
  }

  /** Gives the lease back before its time, if this instance has it. */
  public void release(String name) {
    try {
      database.call(
          connection -> {
            try (PreparedStatement statement =
                connection.prepareStatement("delete from lease where name = ? and holder = ?")) {
              statement.setString(1, name);
              statement.setString(2, node.unique());
              return statement.executeUpdate();
            }
          });
    } catch (OutageException | SQLException e) {
      LOG.log(Level.DEBUG, "The lease {0} stays until its time is up: {1}", name, e.getMessage());
    }
  }
}
