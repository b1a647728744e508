package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;

/**
 * A step on a reading's way: lets it through, turns it into something else, or ends it. What it has
 * to remember is in the series' state, whose device is locked meanwhile.
 */
interface Stage {
  /** The metric's label. */
  String name();

  /** Whether it has anything to do for a series; otherwise readings pass by it uncounted. */
  boolean appliesTo(SeriesStages stages);

  /** Takes one reading and tells the hand what becomes of it. */
  void take(Reading reading, SeriesState state, Hand hand);
}
