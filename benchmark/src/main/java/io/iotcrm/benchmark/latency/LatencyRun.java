package io.iotcrm.benchmark.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Warms up one fridge after the other and looks how soon the work is there.
 *
 * <p>The ticket's time is that at which an answer of the API first held it; looks follow each other
 * by {@code pollMillis}, so it is late by up to that and by the duration of a look.
 */
final class LatencyRun {
  /**
   * Microseconds from publishing to each effect.
   *
   * @param lost events of which an effect did not come in time
   */
  record Outcome(Histogram ticket, Histogram command, int lost) {}

  private static final long PATIENCE_SECONDS = 30;
  private static final double WARM = 12;
  private static final double COLD = 3;

  private final ApiClient api;
  private final List<FridgePair> fridges;
  private final long pollMillis;
  private final PrintWriter out;
  private final Set<String> knownTickets = new HashSet<>();
  private final Histogram ticket = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
  private final Histogram command = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);

  LatencyRun(ApiClient api, List<FridgePair> fridges, long pollMillis, PrintWriter out) {
    this.api = api;
    this.fridges = fridges;
    this.pollMillis = pollMillis;
    this.out = out;
  }

  Outcome run(int events) throws InterruptedException {
    for (FridgePair fridge : fridges) {
      coolDown(fridge);
      tickets(fridge).forEach(one -> knownTickets.add(id(one)));
    }
    // The first event of each fridge pays for connections and compilation that later ones reuse.
    for (FridgePair fridge : fridges) {
      event(fridge);
    }
    ticket.reset();
    command.reset();
    int lost = 0;
    for (int n = 1; n <= events; n++) {
      lost += event(fridges.get(n % fridges.size())) ? 0 : 1;
      if (n % 20 == 0) {
        out.printf(
            "%d of %d events, ticket median %.0f ms, command median %.0f ms%n",
            n,
            events,
            ticket.getValueAtPercentile(50) / 1e3,
            command.getValueAtPercentile(50) / 1e3);
        out.flush();
      }
    }
    return new Outcome(ticket, command, lost);
  }

  private boolean event(FridgePair fridge) throws InterruptedException {
    fridge.forgetCommands();
    long start = fridge.report(WARM);
    boolean seen = awaitTicket(fridge, start);
    Long received = fridge.awaitCommand(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (received != null) {
      command.recordValue(micros(start, received));
    }
    coolDown(fridge);
    return seen && received != null;
  }

  private boolean awaitTicket(FridgePair fridge, long start) throws InterruptedException {
    long end = start + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      for (JsonNode one : tickets(fridge)) {
        if (knownTickets.add(id(one))) {
          ticket.recordValue(micros(start, System.nanoTime()));
          return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(pollMillis);
    }
    return false;
  }

  private Iterable<JsonNode> tickets(FridgePair fridge) {
    return api.get("tickets?deviceId=" + fridge.sensorId() + "&limit=1").path("items");
  }

  /** Reports cold until no alarm of the fridge is active any more. */
  private void coolDown(FridgePair fridge) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long again = 0;
    do {
      if (System.nanoTime() > again) {
        fridge.report(COLD);
        again = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      }
      TimeUnit.MILLISECONDS.sleep(pollMillis);
      if (api.get("alarms?active=true&limit=1&deviceId=" + fridge.sensorId())
          .path("items")
          .isEmpty()) {
        return;
      }
    } while (System.nanoTime() < end);
    throw new CommandFailure("the alarm of " + fridge.sensorId() + " does not clear");
  }

  private static String id(JsonNode ticket) {
    return ticket.path("id").asText();
  }

  private static long micros(long from, long to) {
    return Math.max(1, (to - from) / 1_000);
  }
}
