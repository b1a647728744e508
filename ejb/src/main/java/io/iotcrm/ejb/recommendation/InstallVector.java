package io.iotcrm.ejb.recommendation;

import com.hazelcast.map.EntryProcessor;
import io.iotcrm.domain.recommendation.InteractionVector;
import java.util.Map.Entry;
import java.util.UUID;

/**
 * Puts a vector that was read from the database in place of the one in the grid, unless that one
 * has changed since: then it may know more than what was read.
 *
 * @param replaces the revision that was in the grid before the database was read; -1 for none
 */
record InstallVector(InteractionVector vector, long replaces)
    implements EntryProcessor<UUID, InteractionVector, InteractionVector> {

  /** Answers the vector that is in the grid afterwards. */
  @Override
  public InteractionVector process(Entry<UUID, InteractionVector> entry) {
    InteractionVector present = entry.getValue();
    if (present == null) {
      entry.setValue(vector);
    } else if (present.revision() == replaces) {
      entry.setValue(vector.after(present));
    }
    return entry.getValue();
  }
}
