package io.iotcrm.ejb.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema up to this version of the application. {@code iotcrm} has usually done it
 * already; otherwise the first instance up does it, while Flyway's lock holds the others.
 */
@ApplicationScoped
public class SchemaMigration {
  private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

  @Inject private Database database;

  @Inject
  @ConfigProperty(name = "iotcrm.schema.migrate", defaultValue = "true")
  private boolean allowed;

  private volatile boolean current;
  private volatile String problem = "not looked at yet";

  /** Looks, and migrates where that is allowed; called until it has succeeded. Never throws. */
  public synchronized void bringUp() {
    if (current) {
      return;
    }
    try {
      Flyway flyway =
          Flyway.configure(SchemaMigration.class.getClassLoader())
              .dataSource(database.dataSource())
              .locations("classpath:db/migration")
              // Every feature owns some numbers, and they do not arrive in their order.
              .outOfOrder(true)
              .load();
      if (flyway.info().pending().length > 0) {
        if (!allowed) {
          problem =
              flyway.info().pending().length + " migrations pending, iotcrm.schema.migrate=false";
          return;
        }
        MigrateResult result = flyway.migrate();
        LOG.log(Level.INFO, "Brought the schema up by {0} migrations", result.migrationsExecuted);
      }
      current = true;
      problem = null;
    } catch (FlywayException e) {
      problem = String.valueOf(e.getMessage());
      LOG.log(Failure.logLevel(e), "The schema could not be looked at: {0}", e.getMessage());
    }
  }

  public boolean isCurrent() {
    return current;
  }

  /** Why the schema is not current, or null. */
  public String problem() {
    return problem;
  }
}
