package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.load.IngestRun.Outcome;
import io.iotcrm.benchmark.load.IngestRun.Plan;
import io.iotcrm.benchmark.report.Quantiles;
import io.iotcrm.benchmark.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words and tables for the outcome of a run. */
final class IngestReport {
  private static final double MIB = 1 << 20;

  private IngestReport() {}

  static Report of(String label, IngestCommand.Mode mode, Plan plan, Outcome outcome) {
    Quantiles latency = Quantiles.ofMicros(outcome.latency());
    double messages = outcome.acknowledged() / outcome.seconds();
    Report report =
        new Report("ingest-" + label, "Ingest, mode " + mode.name().toLowerCase(Locale.ROOT))
            .fact("devices", "Devices", plan.devices())
            .fact(
                "target",
                "Asked for",
                plan.rate() == 0 ? "as many as possible" : round(plan.rate()) + " messages/s")
            .fact("seconds", "Measured for", round(outcome.seconds()) + " s")
            .fact("keys", "Readings in a message", plan.readings())
            .fact("messagesPerSecond", "Acknowledged messages a second", round(messages))
            .fact(
                "readingsPerSecond",
                "Acknowledged readings a second",
                round(messages * plan.readings()))
            .fact("acknowledgement", "Publish to PUBACK", latency.toString())
            .data("acknowledgementMillis", latency)
            .fact("unacknowledged", "Never acknowledged", outcome.unacknowledged())
            .fact("refused", "Refused by the broker", outcome.refused())
            .fact("brokenConnections", "Broken connections", outcome.brokenConnections());
    if (mode == IngestCommand.Mode.BROKER) {
      report.fact(
          "sinkPerSecond",
          "Delivered to the sink a second",
          round(outcome.sunk() / outcome.seconds()));
    }
    if (outcome.check() != null) {
      stored(report, outcome);
    }
    List<List<Object>> rows = new ArrayList<>();
    for (ProcessSampler.Usage usage : outcome.processes()) {
      rows.add(
          List.of(
              usage.name(),
              round(usage.cpu()),
              round(usage.peakCpu()),
              Math.round(usage.memory() / MIB),
              Math.round(usage.peakMemory() / MIB)));
    }
    return report
        .table(
            "processes",
            "Processes (with their children)",
            List.of("process", "cores", "cores, peak", "MiB (PSS)", "MiB, peak"),
            rows)
        .data("perSecond", outcome.perSecond());
  }

  private static void stored(Report report, Outcome outcome) {
    StorageCheck check = outcome.check();
    Quantiles delay = Quantiles.ofMicros(outcome.delays().micros());
    report
        .fact("storedDelay", "Publish to stored", delay.toString())
        .data("storedDelayMillis", delay)
        .fact(
            "followed",
            "Messages followed to the database",
            "%d, and %d that were not stored in time, %d not followed"
                .formatted(
                    outcome.delays().micros().getTotalCount(),
                    outcome.delays().open(),
                    outcome.delays().skipped()))
        .fact(
            "insertedPerSecond",
            "Rows inserted a second while publishing",
            round(outcome.storedWhileMeasuring() / outcome.seconds()))
        .fact("lagMillis", "From the last PUBACK until all was stored", outcome.lagMillis() + " ms")
        .fact("expected", "Readings acknowledged", check.expected())
        .fact("stored", "Readings stored", check.stored())
        .fact("missing", "Acknowledged but missing", check.missing())
        .fact("unconfirmed", "Stored without an acknowledgement", check.unconfirmed())
        .fact("unexplained", "Stored beyond what was sent", check.unexplained());
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
