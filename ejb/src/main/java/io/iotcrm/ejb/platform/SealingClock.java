package io.iotcrm.ejb.platform;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Seals what is plain in the database, within five minutes of a start: an instance of the version
 * before, which is stopped meanwhile, can read it until then.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SealingClock {
  private static final Logger LOG = System.getLogger(SealingClock.class.getName());

  @Inject private PlainSecrets secrets;
  @Inject private SealingKey key;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @EJB private Lease lease;

  @Schedule(hour = "*", minute = "*/5", persistent = false)
  void everyFiveMinutes() {
    try {
      if (schema.isCurrent()
          && key.seal().isPresent()
          && lease.acquire("sealing", Duration.ofMinutes(2))) {
        int sealed = secrets.seal(key.seal().get());
        if (sealed > 0) {
          LOG.log(Level.INFO, "Sealed {0} secrets that were plain in the database", sealed);
        }
      }
    } catch (Exception e) {
      meters.timerFailed("sealing");
      LOG.log(
          Failure.of(e) == Failure.OUTAGE ? Level.DEBUG : Level.WARNING,
          "Secrets are still plain in the database; next try in five minutes",
          e);
    }
  }
}
