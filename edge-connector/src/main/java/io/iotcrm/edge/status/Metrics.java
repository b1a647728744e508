package io.iotcrm.edge.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The edge's numbers as Prometheus text, format 0.0.4. docs/edge-connector.md explains each. */
final class Metrics {
  private final StringBuilder text = new StringBuilder(4_096);

  static String of(EdgeCounters counters, StageCounters stages, EdgeState state) {
    Metrics metrics = new Metrics();
    metrics.counter("messages_total{protocol=\"mqtt\"}", counters.mqttMessages.sum());
    metrics.sample("messages_total{protocol=\"coap\"}", counters.coapMessages.sum());
    metrics.counter("readings_received_total", counters.readingsReceived.sum());
    metrics.counter("readings_forwarded_total", counters.readingsForwarded.sum());
    metrics.counter("batches_forwarded_total", counters.batchesForwarded.sum());
    metrics.counter("readings_stored_total", counters.readingsStored.sum());
    metrics.counter("batches_stored_total", counters.batchesStored.sum());
    metrics.counter("batches_dropped_total{reason=\"full\"}", counters.batchesDropped.sum());
    metrics.sample("batches_dropped_total{reason=\"age\"}", counters.batchesDroppedForAge.sum());
    metrics.counter("readings_dropped_total", counters.readingsDropped.sum());
    metrics.counter("over_quota_total", counters.overQuota.sum());
    metrics.counter("duplicate_readings_total", counters.duplicateReadings.sum());
    metrics.counter("redelivered_messages_total", counters.redeliveredMessages.sum());
    metrics.counter("commands_delivered_total", counters.commandsDelivered.sum());
    metrics.counter("command_results_total", counters.commandResults.sum());
    metrics.type("rejected_total", "counter");
    for (Map.Entry<String, Long> rejected : counters.rejected().entrySet()) {
      metrics.sample("rejected_total{reason=\"" + rejected.getKey() + "\"}", rejected.getValue());
    }
    metrics.type("stage_readings_total", "counter");
    stages.byStage().forEach(metrics::stage);
    metrics.type("rule_verdicts_total", "counter");
    counters.verdicts.forEach(
        (verdict, count) ->
            metrics.sample(
                "rule_verdicts_total{verdict=\"" + verdict.name().toLowerCase(Locale.ROOT) + "\"}",
                count.sum()));
    metrics.counter("rule_events_total{kind=\"raised\"}", counters.ruleRaised.sum());
    metrics.sample("rule_events_total{kind=\"cleared\"}", counters.ruleCleared.sum());
    metrics.counter("rule_commands_total", counters.localCommands.sum());
    metrics.gauge("rules{state=\"running\"}", counters.rules);
    metrics.sample("rules{state=\"refused\"}", counters.refusedRules);
    metrics.gauge("rule_events_waiting", state.ruleEventsWaiting());
    metrics.gauge("open_intervals", state.openIntervals());
    metrics.gauge("store_batches", state.bufferedBatches());
    metrics.gauge("store_bytes", state.bufferedBytes());
    metrics.gauge("connected{link=\"devices\"}", state.devicesConnected() ? 1 : 0);
    metrics.sample("connected{link=\"uplink\"}", state.uplinkConnected() ? 1 : 0);
    metrics.gauge("registry_devices", state.registryDevices());
    Instant confirmed = state.registryConfirmedAt();
    if (confirmed != null) {
      metrics.gauge("registry_age_seconds", Duration.between(confirmed, Instant.now()).toSeconds());
    }
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge("heap_used_bytes", runtime.totalMemory() - runtime.freeMemory());
    return metrics.text.toString();
  }

  private void stage(String stage, StageCounters.Totals totals) {
    String labels = "stage_readings_total{stage=\"" + stage + "\",result=\"";
    sample(labels + "passed\"}", totals.passed());
    sample(labels + "changed\"}", totals.changed());
    sample(labels + "dropped\"}", totals.dropped());
  }

  private void counter(String sample, long value) {
    type(sample, "counter");
    sample(sample, value);
  }

  private void gauge(String sample, long value) {
    type(sample, "gauge");
    sample(sample, value);
  }

  private void type(String sample, String type) {
    int labels = sample.indexOf('{');
    String name = labels < 0 ? sample : sample.substring(0, labels);
    text.append("# TYPE iotcrm_edge_").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String sample, long value) {
    text.append("iotcrm_edge_").append(sample).append(' ').append(value).append('\n');
  }
}
