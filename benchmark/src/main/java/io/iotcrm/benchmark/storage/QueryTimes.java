package io.iotcrm.benchmark.storage;

import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.report.Quantiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/** How long the API takes to answer about stored readings, from the request to the last byte. */
final class QueryTimes {
  private final ApiClient api;
  private final List<String> devices;
  private final Instant from;
  private final Instant to;
  private final Random random = new Random(1);

  QueryTimes(ApiClient api, List<String> devices, Instant from, Instant to) {
    this.api = api;
    this.devices = devices;
    this.from = from;
    this.to = to;
  }

  /** A day of a series, another one each time. */
  Quantiles days(int warmUp, int count) {
    return measure(warmUp, count, this::day);
  }

  private String day() {
    long days = Duration.between(from, to).toDays();
    Instant begin = from.plus(Duration.ofDays(random.nextInt((int) days)));
    return "telemetry/range?series="
        + devices.get(random.nextInt(devices.size()))
        + ":"
        + OccupancyData.KEYS.get(random.nextInt(OccupancyData.KEYS.size()))
        + "&from="
        + begin
        + "&to="
        + begin.plus(Duration.ofDays(1))
        + "&limit=5000";
  }

  /** Averages of every hour of the whole span, of so many series. */
  Quantiles hours(int warmUp, int count, int series) {
    StringJoiner query = new StringJoiner("&", "telemetry/buckets?", "");
    for (int i = 0; i < series; i++) {
      String device = devices.get(i / OccupancyData.KEYS.size() % devices.size());
      query.add("series=" + device + ":" + OccupancyData.KEYS.get(i % OccupancyData.KEYS.size()));
    }
    query.add("from=" + from).add("to=" + to).add("interval=PT1H").add("aggregate=avg");
    return measure(warmUp, count, query::toString);
  }

  private Quantiles measure(int warmUp, int count, java.util.function.Supplier<String> path) {
    Histogram micros = new Histogram(Duration.ofMinutes(10).toNanos() / 1_000, 3);
    for (int i = -warmUp; i < count; i++) {
      String question = path.get();
      long begun = System.nanoTime();
      api.download(question);
      if (i >= 0) {
        micros.recordValue((System.nanoTime() - begun) / 1_000);
      }
    }
    return Quantiles.ofMicros(micros);
  }
}
