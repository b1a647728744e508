package io.iotcrm.domain.telemetry.pipeline;

import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Aggregation;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Deadband;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Function;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Late;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.On;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Order;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Report;
import io.iotcrm.domain.telemetry.settings.Fault;
import io.iotcrm.domain.telemetry.settings.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The section {@code pipeline} of a profile's settings: {@code default} holds for every series,
 * {@code series} names those that differ. A stage that a series names replaces the default's; the
 * word {@code false} switches it off.
 */
public record PipelineSettings(SeriesStages every, Map<String, SeriesStages> series) {
  public static final PipelineSettings NONE = new PipelineSettings(SeriesStages.NONE, Map.of());

  private static final int MOST_SERIES = 100;
  private static final int LONGEST_KEY = 58;
  private static final String CONVERT = "convert";
  private static final String ORDER = "outOfOrder";
  private static final String AGGREGATE = "aggregate";
  private static final String RATE = "maxPerSecond";
  private static final String DEADBAND = "deadband";
  private static final String REPORT = "report";
  private static final String PERIOD = "period";

  public PipelineSettings {
    series = Map.copyOf(series);
  }

  /** The stages of a series. */
  public SeriesStages of(String key) {
    return series.getOrDefault(key, every);
  }

  public boolean isEmpty() {
    return every.isEmpty() && series.isEmpty();
  }

  /**
   * Reads the section; what is wrong is left out of the result and noted.
   *
   * @param tree as {@link io.iotcrm.domain.telemetry.JsonTree} reads it
   */
  public static PipelineSettings read(Object tree, String pointer, List<Fault> faults) {
    Section section = new Section(tree, pointer, faults);
    Section general = section.object("default");
    SeriesStages every = SeriesStages.NONE;
    if (general != null) {
      every = stages(general, SeriesStages.NONE);
      if (every.convert() != null) {
        general.fault(CONVERT, "belongs to one series: units differ between series");
      }
    }
    Map<String, SeriesStages> series = new HashMap<>();
    Section named = section.object("series");
    if (named != null) {
      Map<String, Section> objects = named.objects();
      if (objects.size() > MOST_SERIES) {
        named.fault(null, "must have at most " + MOST_SERIES + " series");
      }
      for (Map.Entry<String, Section> one : objects.entrySet()) {
        SeriesStages stages = stages(one.getValue(), every);
        if (stages.aggregate() != null && one.getKey().length() > LONGEST_KEY) {
          one.getValue()
              .fault(AGGREGATE, "makes a name of more than 64 characters; shorten the series'");
        }
        series.put(one.getKey(), stages);
      }
    }
    section.end();
    return new PipelineSettings(every, series);
  }

  private static SeriesStages stages(Section section, SeriesStages otherwise) {
    SeriesStages stages =
        new SeriesStages(
            convert(section),
            order(section, otherwise.order()),
            aggregate(section, otherwise.aggregate()),
            section.isOff(RATE)
                ? null
                : section.has(RATE)
                    ? section.number(RATE, 0.0001, 1_000)
                    : otherwise.maxPerSecond(),
            report(section, otherwise.report()));
    section.end();
    return stages;
  }

  private static UnitConversion convert(Section section) {
    Section convert = section.isOff(CONVERT) ? null : section.object(CONVERT);
    if (convert == null) {
      return null;
    }
    String from = convert.text("from", 20);
    String to = convert.text("to", 20);
    convert.end();
    if (from == null || to == null) {
      convert.fault(null, "needs the units \"from\" and \"to\"");
      return null;
    }
    try {
      return UnitConversion.between(from, to);
    } catch (IllegalArgumentException e) {
      convert.fault(null, "cannot be done: " + e.getMessage());
      return null;
    }
  }

  private static Order order(Section section, Order otherwise) {
    if (section.isOff(ORDER)) {
      return null;
    }
    Section order = section.object(ORDER);
    if (order == null) {
      return otherwise;
    }
    Late action = order.choice("action", Late.class);
    Duration window = order.duration("window", Duration.ofMillis(50), Order.MOST);
    order.end();
    if (!order.has("action")) {
      order.fault("action", "is missing: keep, drop or sort");
    } else if (action == Late.SORT && !order.has("window")) {
      order.fault("window", "is missing: how long a reading waits for older ones, e.g. PT2S");
    } else if (action != null && action != Late.SORT && order.has("window")) {
      order.fault("window", "belongs to the action sort");
    }
    return action == null || action == Late.SORT && window == null
        ? null
        : new Order(action, window);
  }

  private static Aggregation aggregate(Section section, Aggregation otherwise) {
    if (section.isOff(AGGREGATE)) {
      return null;
    }
    Section aggregate = section.object(AGGREGATE);
    if (aggregate == null) {
      return otherwise;
    }
    Duration interval = aggregate.duration("interval", Aggregation.LEAST, Aggregation.MOST);
    Set<Function> functions = new LinkedHashSet<>(aggregate.choices("functions", Function.class));
    boolean keepRaw = aggregate.flag("keepRaw");
    aggregate.end();
    if (!aggregate.has("interval")) {
      aggregate.fault("interval", "is missing, e.g. PT1M");
    }
    if (interval != null && Duration.ofDays(1).toMillis() % interval.toMillis() != 0) {
      aggregate.fault("interval", "must divide a day, so that intervals begin at the same times");
    }
    if (!aggregate.has("functions") || aggregate.raw("functions").equals(List.of())) {
      aggregate.fault("functions", "must name at least one of avg, min, max, sum, last, count");
    }
    return interval == null || functions.isEmpty()
        ? null
        : new Aggregation(interval, functions, keepRaw);
  }

  private static Report report(Section section, Report otherwise) {
    Report base = otherwise;
    Section report = section.isOff(REPORT) ? null : section.object(REPORT);
    if (section.isOff(REPORT)) {
      base = base == null ? null : withoutStrategy(base);
    }
    On on = base == null ? null : base.on();
    Duration period = base == null ? null : base.period();
    if (report != null) {
      on = report.choice("on", On.class);
      period = report.duration(PERIOD, Report.LEAST, Report.MOST);
      report.end();
      boolean periodic = on == On.PERIOD || on == On.CHANGE_OR_PERIOD;
      if (!report.has("on")) {
        report.fault("on", "is missing: every, change, period or change-or-period");
      } else if (periodic && !report.has(PERIOD)) {
        report.fault(PERIOD, "is missing, e.g. PT1M");
      } else if (on != null && !periodic && report.has(PERIOD)) {
        report.fault(PERIOD, "belongs to period and change-or-period");
      }
      if (periodic && period == null) {
        return null;
      }
    }
    Deadband deadband =
        section.isOff(DEADBAND)
            ? null
            : section.has(DEADBAND)
                ? deadband(section.object(DEADBAND))
                : base == null ? null : base.deadband();
    if (deadband != null && on == On.PERIOD) {
      section.fault(DEADBAND, "does nothing where reports go by period alone");
    }
    boolean lifted = section.isOff(DEADBAND) && report == null && on == On.CHANGE;
    if (lifted || on == null && deadband == null) {
      return null;
    }
    // A deadband alone says what a change is; then changes are what is reported.
    return new Report(
        deadband != null && (on == null || on == On.EVERY) ? On.CHANGE : on, period, deadband);
  }

  private static Report withoutStrategy(Report report) {
    return report.deadband() == null ? null : new Report(On.CHANGE, null, report.deadband());
  }

  private static Deadband deadband(Section deadband) {
    Double absolute = deadband.number("absolute", 0, 1e12);
    Double percent = deadband.number("percent", 0, 1_000);
    deadband.end();
    if (!deadband.has("absolute") && !deadband.has("percent")) {
      deadband.fault(null, "needs \"absolute\" (in the series' unit) or \"percent\"");
    }
    return absolute == null && percent == null ? null : new Deadband(absolute, percent);
  }
}
