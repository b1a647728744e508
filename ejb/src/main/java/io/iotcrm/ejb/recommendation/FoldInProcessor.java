package io.iotcrm.ejb.recommendation;

import com.hazelcast.map.EntryProcessor;
import io.iotcrm.domain.recommendation.ContactOffers;
import io.iotcrm.domain.recommendation.InteractionVector;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import io.iotcrm.domain.recommendation.OfferChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map.Entry;
import java.util.UUID;

/**
 * Folds interactions into a customer's vector on the member that owns it, and chooses the offers
 * anew with that member's model.
 *
 * <p>Answers null when the vector is not in the grid, so that the caller brings it from the
 * database. Safe to run twice: a vector knows what was folded in lately.
 */
record FoldInProcessor(List<Folded> events, OfferChoice choice, Instant now)
    implements EntryProcessor<UUID, InteractionVector, FoldInProcessor.Result> {

  /**
   * @param offers null when the owner has no model
   */
  record Result(InteractionVector vector, ContactOffers offers) implements java.io.Serializable {}

  @Override
  public Result process(Entry<UUID, InteractionVector> entry) {
    InteractionVector vector = entry.getValue();
    if (vector == null) {
      return null;
    }
    InteractionVector next = vector.with(events, choice.decay());
    if (next != vector) {
      entry.setValue(next);
    }
    return new Result(
        next,
        ServingModel.current()
            .map(model -> ContactOffers.choose(model, next, choice, now))
            .orElse(null));
  }

  /** The backup needs the vector, not the offers. */
  @Override
  public EntryProcessor<UUID, InteractionVector, FoldInProcessor.Result> getBackupProcessor() {
    return new Backup(events, choice);
  }

  record Backup(List<Folded> events, OfferChoice choice)
      implements EntryProcessor<UUID, InteractionVector, FoldInProcessor.Result> {
    @Override
    public Result process(Entry<UUID, InteractionVector> entry) {
      InteractionVector vector = entry.getValue();
      if (vector != null) {
        InteractionVector next = vector.with(events, choice.decay());
        if (next != vector) {
          entry.setValue(next);
        }
      }
      return null;
    }
  }
}
