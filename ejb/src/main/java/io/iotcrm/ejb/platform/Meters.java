package io.iotcrm.ejb.platform;

import io.iotcrm.domain.forecast.SkipReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** What is counted, by the names in {@code docs/metrics.md}. */
@ApplicationScoped
public class Meters {
  @Inject
  @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE)
  private MetricRegistry registry;

  /** A batch came in. */
  public void received(int readings) {
    registry.counter("iotcrm_readings_received").inc(readings);
  }

  public void stored(int fresh, int duplicates) {
    registry.counter("iotcrm_readings_stored").inc(fresh);
    if (duplicates > 0) {
      registry.counter("iotcrm_readings_duplicate").inc(duplicates);
    }
  }

  /**
   * @param reason one of few: it becomes a label
   */
  public void rejected(String reason, int readings) {
    registry.counter("iotcrm_readings_rejected", new Tag("reason", reason)).inc(readings);
  }

  public void poison(String queue) {
    registry.counter("iotcrm_poison_messages", new Tag("queue", queue)).inc();
  }

  /** How long ago the edge had closed a batch when it was stored. */
  public void stored(Duration lag) {
    registry.histogram("iotcrm_ingest_lag_milliseconds").update(Math.max(0, lag.toMillis()));
  }

  public void action(String type, String outcome) {
    registry
        .counter("iotcrm_rule_actions", new Tag("type", type), new Tag("outcome", outcome))
        .inc();
  }

  public void ruleEvent(String kind) {
    registry.counter("iotcrm_rule_events", new Tag("kind", kind)).inc();
  }

  /** An edge connector said what a rule did there. */
  public void edgeEvent(String outcome) {
    registry.counter("iotcrm_edge_events", new Tag("outcome", outcome)).inc();
  }

  /** A trial of a rule has ended. */
  public void dryRun(String outcome) {
    registry.counter("iotcrm_rule_dry_runs", new Tag("outcome", outcome)).inc();
  }

  /** An alarm that nobody acknowledged became worse by itself. */
  public void escalation() {
    registry.counter("iotcrm_alarm_escalations").inc();
  }

  /** An attempt to tell a webhook endpoint. */
  public void webhook(String outcome) {
    registry.counter("iotcrm_webhook_attempts", new Tag("outcome", outcome)).inc();
  }

  /** An e-mail, or the lack of somebody to send it to. */
  public void mail(String outcome) {
    registry.counter("iotcrm_mails", new Tag("outcome", outcome)).inc();
  }

  public void command(String state) {
    registry.counter("iotcrm_commands", new Tag("state", state)).inc();
  }

  /** Many that reached a state at once. */
  public void commands(String state, int count) {
    registry.counter("iotcrm_commands", new Tag("state", state)).inc(count);
  }

  public void outboxDelivered(String kind, int messages) {
    registry.counter("iotcrm_outbox_delivered", new Tag("kind", kind)).inc(messages);
  }

  public void outboxGivenUp(String kind, int messages) {
    registry.counter("iotcrm_outbox_given_up", new Tag("kind", kind)).inc(messages);
  }

  /** A day went into chunks. */
  public void telemetryClosed(long readings, long expired) {
    registry.counter("iotcrm_telemetry_days_closed").inc();
    registry.counter("iotcrm_telemetry_readings_compressed").inc(readings);
    telemetryDropped("readings", expired);
  }

  /**
   * @param what readings or rollups
   */
  public void telemetryDropped(String what, long count) {
    registry.counter("iotcrm_telemetry_dropped", new Tag("what", what)).inc(count);
  }

  /**
   * A device that came by itself.
   *
   * @param way key or import
   * @param outcome ok, refused or limited
   */
  public void provisioned(String way, String outcome) {
    registry.counter("iotcrm_provisioning", new Tag("way", way), new Tag("outcome", outcome)).inc();
  }

  /** Rows of an export that is done. */
  public void exported(long rows) {
    registry.counter("iotcrm_transfer_rows_exported").inc(rows);
  }

  /** Readings of an import that were new. */
  public void imported(long readings) {
    registry.counter("iotcrm_transfer_readings_imported").inc(readings);
  }

  /**
   * @param kind export or import
   * @param outcome done or failed
   */
  public void transfer(String kind, String outcome) {
    registry
        .counter("iotcrm_transfer_jobs", new Tag("kind", kind), new Tag("outcome", outcome))
        .inc();
  }

  /**
   * A forecast was made, or there could be none.
   *
   * @param skipped why there is none; null for one that was made
   */
  public void forecast(SkipReason skipped, long milliseconds) {
    String outcome = skipped == null ? "made" : skipped.name().toLowerCase(Locale.ROOT);
    registry.counter("iotcrm_forecasts", new Tag("outcome", outcome)).inc();
    registry.histogram("iotcrm_forecast_milliseconds").update(milliseconds);
  }

  /** A run over all stocks has ended. */
  public void forecastRun(String outcome) {
    registry.counter("iotcrm_forecast_runs", new Tag("outcome", outcome)).inc();
  }

  /** A task for restocking was made by itself. */
  public void restockTask() {
    registry.counter("iotcrm_restock_tasks").inc();
  }

  /**
   * The permissions refused something.
   *
   * @param kind of record
   */
  public void refused(String kind, String action) {
    registry
        .counter("iotcrm_permissions_refused", new Tag("kind", kind), new Tag("action", action))
        .inc();
  }

  public void timerFailed(String timer) {
    registry.counter("iotcrm_timer_failures", new Tag("timer", timer)).inc();
  }

  /** Shows a number that is kept elsewhere. */
  public void gauge(String name, Supplier<? extends Number> value, Tag... tags) {
    registry.gauge(name, value, tags);
  }
}
