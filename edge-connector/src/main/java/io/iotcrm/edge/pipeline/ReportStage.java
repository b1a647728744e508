package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.On;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Report;

/**
 * Reports a reading where it differs from the last that was reported, where so much of the device's
 * time has passed, or either. It never makes a reading up: a device that is silent is not repeated.
 */
final class ReportStage implements Stage {
  private static final String DEADBAND = "deadband";

  @Override
  public String name() {
    return "report";
  }

  @Override
  public boolean appliesTo(SeriesStages stages) {
    return stages.report() != null;
  }

  @Override
  public void take(Reading reading, SeriesState state, Hand hand) {
    Report report = hand.stages().report();
    long at = reading.at().toEpochMilli();
    boolean first = state.reported == null;
    boolean due =
        report.period() != null && Math.abs(at - state.reportedAt) >= report.period().toMillis();
    boolean differs = first || !reading.value().equals(state.reported);
    boolean left = differs && (first || hasLeft(report, state.reported, reading.value()));
    if (first || isReported(report.on(), left, due)) {
      if (report.deadband() != null) {
        hand.count(DEADBAND).passed(1);
      }
      state.reported = reading.value();
      state.reportedAt = at;
      hand.pass(reading);
    } else if (differs && !left) {
      hand.drop(DEADBAND);
    } else {
      hand.drop();
    }
  }

  private static boolean isReported(On on, boolean changed, boolean due) {
    return switch (on) {
      case EVERY -> true;
      case CHANGE -> changed;
      case PERIOD -> due;
      case CHANGE_OR_PERIOD -> changed || due;
    };
  }

  private static boolean hasLeft(Report report, Object last, Object now) {
    if (report.deadband() != null && last instanceof Double before && now instanceof Double after) {
      return report.deadband().isLeft(before, after);
    }
    return true;
  }
}
