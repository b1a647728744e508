package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Aggregation;

/**
 * Replaces the readings of an interval by their average, minimum and so on. A reading is taken into
 * the interval's accumulator, which the journal keeps on disk; its message is acknowledged when it
 * is there. A reading of an interval that was sent already goes on as it is.
 */
final class AggregateStage implements Stage {
  static final String NAME = "aggregate";
  private static final int LONGEST_KEY = 58;

  private final AggregateJournal journal;

  AggregateStage(AggregateJournal journal) {
    this.journal = journal;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean appliesTo(SeriesStages stages) {
    return stages.aggregate() != null;
  }

  @Override
  public void take(Reading reading, SeriesState state, Hand hand) {
    Aggregation aggregation = hand.stages().aggregate();
    Accumulator open = state.open;
    if (open != null && open.isPast(reading) || reading.key().length() > LONGEST_KEY) {
      hand.pass(reading);
      return;
    }
    if (open != null && !open.holds(reading, aggregation)) {
      close(state, hand);
      open = null;
    }
    if (open == null) {
      if (!journal.hasRoom()) {
        hand.pass(reading);
        return;
      }
      open = new Accumulator(reading, aggregation);
      state.open = open;
      journal.opened(open);
    }
    if (open.add(reading)) {
      hand.absorb();
    } else {
      hand.drop();
    }
    hand.passage().hold();
    journal.changed(open, hand.passage());
    if (aggregation.keepRaw()) {
      hand.pass(reading);
    }
  }

  /** Ends the series' open interval and sends what it amounts to. */
  static void close(SeriesState state, Hand hand) {
    Accumulator over = state.open;
    state.open = null;
    over.sent();
    over.result().forEach(hand::emit);
    hand.close(over);
  }
}
