package io.iotcrm.ejb.webhook;

import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;

/** Forgets deliveries of webhooks after 30 days. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WebhookClock {
  private static final Duration KEPT = Duration.ofDays(30);

  @Inject private WebhookTable table;
  @Inject private SchemaMigration schema;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  @Schedule(hour = "*", minute = "37", persistent = false)
  void everyHour() {
    try {
      if (schema.isCurrent() && lease.acquire("webhook-cleaning", Duration.ofMinutes(5))) {
        table.forget(KEPT);
      }
    } catch (Exception e) {
      failures.add(
          "webhook-cleaning", e, "Old deliveries of webhooks are still there; next try in an hour");
    }
  }
}
