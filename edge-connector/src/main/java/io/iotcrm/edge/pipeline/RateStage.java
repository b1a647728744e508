package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;

/**
 * Thins a series evenly: of each part of a second (or of several), by the device's clock, the first
 * reading goes on.
 */
final class RateStage implements Stage {
  @Override
  public String name() {
    return "rate";
  }

  @Override
  public boolean appliesTo(SeriesStages stages) {
    return stages.maxPerSecond() != null;
  }

  @Override
  public void take(Reading reading, SeriesState state, Hand hand) {
    double perMilli = hand.stages().maxPerSecond() / 1_000;
    long slot = (long) Math.floor(reading.at().toEpochMilli() * perMilli);
    if (slot == state.lastSlot) {
      hand.drop();
    } else {
      state.lastSlot = slot;
      hand.pass(reading);
    }
  }
}
