package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Late;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Readings that come later than newer ones of their series: kept, dropped, or put into order by
 * letting each wait a little. A reading that waits keeps its message unacknowledged, so that a
 * crash loses nothing.
 */
final class OrderStage implements Stage {
  /** Longer than any reading waits. */
  static final long LONGEST_NANOS = Order.MOST.plusSeconds(1).toNanos();

  private static final int MOST_HELD = 64;

  private final Consumer<SeriesState> holds;

  /**
   * @param holds told of each series that begins to hold readings
   */
  OrderStage(Consumer<SeriesState> holds) {
    this.holds = holds;
  }

  @Override
  public String name() {
    return "order";
  }

  @Override
  public boolean appliesTo(SeriesStages stages) {
    return stages.order() != null;
  }

  @Override
  public void take(Reading reading, SeriesState state, Hand hand) {
    Order order = hand.stages().order();
    long at = reading.at().toEpochMilli();
    boolean late = at < state.newestAt;
    if (order.action() == Late.SORT && !late) {
      hold(reading, state, hand, order);
    } else if (order.action() == Late.DROP && late) {
      hand.drop();
    } else {
      state.newestAt = Math.max(state.newestAt, at);
      hand.pass(reading);
    }
  }

  private void hold(Reading reading, SeriesState state, Hand hand, Order order) {
    if (state.held == null) {
      state.held = new PriorityQueue<>(Comparator.comparing(held -> held.reading().at()));
    }
    if (state.held.isEmpty()) {
      holds.accept(state);
    }
    if (!state.held.isEmpty() && reading.at().isBefore(newest(state))) {
      hand.absorb(); // its place among the others changes
    }
    hand.passage().hold();
    long until = System.nanoTime() + order.window().toNanos();
    state.held.add(new SeriesState.Held(reading, hand.passage(), until, new ArrayList<>(0)));
  }

  private static Instant newest(SeriesState state) {
    return state.held.stream()
        .map(held -> held.reading().at())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * The oldest reading, where its time has come: it or one that was measured after it has waited
   * long enough, or there are too many. Null where all go on waiting.
   */
  static SeriesState.Held due(SeriesState state, long nanoTime) {
    if (state.held == null || state.held.isEmpty()) {
      return null;
    }
    boolean due =
        state.held.size() > MOST_HELD
            || state.held.stream().anyMatch(held -> nanoTime - held.until() >= 0);
    if (!due) {
      return null;
    }
    SeriesState.Held oldest = state.held.remove();
    state.newestAt = Math.max(state.newestAt, oldest.reading().at().toEpochMilli());
    return oldest;
  }
}
