package io.iotcrm.domain.telemetry;

import io.iotcrm.domain.platform.InvalidInputException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One number that stands for the numbers of an interval.
 *
 * @param quantile 0 to 1 for {@link Kind#PERCENTILE}, otherwise 0
 */
public record Aggregate(Kind kind, double quantile) implements Serializable {

  /** What it says of the numbers. */
  public enum Kind {
    COUNT,
    MIN,
    MAX,
    AVG,
    SUM,
    FIRST,
    LAST,
    PERCENTILE
  }

  private static final int MOST = 12;

  /** How it is written: {@code avg}, {@code p95}, {@code p99.9}. */
  public String name() {
    if (kind != Kind.PERCENTILE) {
      return kind.name().toLowerCase(Locale.ROOT);
    }
    String percent = String.valueOf(Math.round(quantile * 1e6) / 1e4);
    return "p" + (percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent);
  }

  /** Whether hours that were summed up are enough to know it. */
  public boolean isOfSummaries() {
    return kind != Kind.PERCENTILE;
  }

  /**
   * @param names separated by commas, e.g. {@code avg,p95}
   * @throws InvalidInputException for a name that is none, or too many
   */
  public static List<Aggregate> parse(String names) {
    List<Aggregate> aggregates = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Aggregate aggregate = one(name.strip());
      if (!aggregates.contains(aggregate)) {
        aggregates.add(aggregate);
      }
    }
    if (aggregates.size() > MOST) {
      throw new InvalidInputException("/aggregate", "must be at most " + MOST);
    }
    return aggregates;
  }

  private static Aggregate one(String name) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.PERCENTILE && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return new Aggregate(kind, 0);
      }
    }
    if (name.matches("p\\d{1,3}(\\.\\d{1,4})?")) {
      double percent = Double.parseDouble(name.substring(1));
      if (percent <= 100) {
        return new Aggregate(Kind.PERCENTILE, percent / 100);
      }
    }
    throw new InvalidInputException(
        "/aggregate",
        "must be of min, max, avg, sum, count, first, last and p0 to p100, not '" + name + "'");
  }
}
