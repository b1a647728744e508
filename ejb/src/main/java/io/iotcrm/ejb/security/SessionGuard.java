package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** What the portal's door asks about sessions, at each request. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionGuard {
  private static final Logger LOG = System.getLogger(SessionGuard.class.getName());

  @Inject private SessionTable table;
  @Inject private SchemaMigration schema;
  @Inject private TimerFailures failures;

  /**
   * A person has signed in.
   *
   * @return the session's id, which the browser never sees
   * @throws OutageException where the database is away: then nobody is signed in
   */
  public UUID begin(String username, String address, String browser) {
    UUID id = Ids.next();
    try {
      table.begin(id, username, address, browser);
      return id;
    } catch (SQLException e) {
      throw new OutageException("the session cannot be written down", e);
    }
  }

  /**
   * Whether the session may go on. While the database is away it may: nothing that it could end is
   * to be had then either.
   */
  public boolean isOpen(UUID id) {
    try {
      return table.use(id);
    } catch (SQLException | OutageException e) {
      LOG.log(Level.DEBUG, "a session is not looked up", e);
      return true;
    }
  }

  /** Those of the sessions that may go on; all of them while the database is away. */
  public Set<UUID> open(Set<UUID> ids) {
    try {
      return table.open(ids);
    } catch (SQLException | OutageException e) {
      LOG.log(Level.DEBUG, "sessions are not looked up", e);
      return ids;
    }
  }

  /** The person signed out. */
  public void signedOut(UUID id, String username) {
    try {
      table.end(id, username, username);
    } catch (SQLException | OutageException e) {
      LOG.log(Level.DEBUG, "a session that is over stays in the list until its time is up", e);
    }
  }

  @Schedule(hour = "4", minute = "20", persistent = false)
  void forgetOld() {
    try {
      if (schema.isCurrent()) {
        table.forgetOld();
      }
    } catch (Exception e) {
      failures.add("sessions", e);
    }
  }
}
