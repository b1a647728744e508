package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;
import io.iotcrm.edge.status.StageCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the readings of one message from stage to stage and collects what comes out. For one
 * thread.
 */
final class Hand {
  private final List<Stage> chain;
  private final ProfilePlan plan;
  private final StageCounters counters;
  private final Passage passage;
  private final List<Reading> out = new ArrayList<>();
  private final List<Accumulator> closed = new ArrayList<>();
  private SeriesState state;
  private SeriesStages stages;
  private int position;

  Hand(List<Stage> chain, ProfilePlan plan, StageCounters counters, Passage passage) {
    this.chain = chain;
    this.plan = plan;
    this.counters = counters;
    this.passage = passage;
  }

  /** Sends a reading on its way from the stage of this number on. */
  void start(Reading reading, SeriesState of, int from) {
    state = of;
    stages = plan.pipeline().of(reading.key());
    run(reading, from);
  }

  private void run(Reading reading, int from) {
    int before = position;
    int next = from;
    while (next < chain.size() && !chain.get(next).appliesTo(stages)) {
      next++;
    }
    if (next == chain.size()) {
      out.add(reading);
    } else {
      position = next;
      chain.get(next).take(reading, state, this);
    }
    position = before;
  }

  /** The reading goes on as it is. */
  void pass(Reading reading) {
    count(chain.get(position).name()).passed(1);
    run(reading, position + 1);
  }

  /** The reading ends here on purpose. */
  void drop() {
    drop(chain.get(position).name());
  }

  /** Ends here, for a reason that is counted under a name of its own. */
  void drop(String name) {
    count(name).dropped(1);
  }

  /** The reading became part of something else. */
  void absorb() {
    count(chain.get(position).name()).changed(1);
  }

  /** Something that a stage made: goes out past the later stages. */
  void emit(Reading made) {
    count(chain.get(position).name()).passed(1);
    out.add(made);
  }

  /** An interval ended; it is forgotten once what came out is safe. */
  void close(Accumulator accumulator) {
    closed.add(accumulator);
  }

  StageCounters.Counts count(String stage) {
    return counters.of(plan.profile(), stage);
  }

  SeriesStages stages() {
    return stages;
  }

  Passage passage() {
    return passage;
  }

  List<Reading> out() {
    return out;
  }

  List<Accumulator> closed() {
    return closed;
  }
}
