package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was chosen for one customer, best first. Lies in the grid.
 *
 * @param revision of the vector that it was chosen from, see {@link InteractionVector#revision()}
 * @param modelNumber of the model that chose
 */
public record ContactOffers(
    long revision, int modelNumber, Instant chosenAt, ArrayList<ScoredItem> items)
    implements Serializable {

  public static ContactOffers choose(
      EaseModel model, InteractionVector vector, OfferChoice choice, Instant now) {
    List<ScoredItem> items = choice.choose(model, vector, now);
    return new ContactOffers(vector.revision(), model.number(), now, new ArrayList<>(items));
  }

  /** Whether these were chosen from newer knowledge than the others. */
  public boolean newerThan(ContactOffers other) {
    return other == null
        || modelNumber > other.modelNumber
        || (modelNumber == other.modelNumber && revision > other.revision);
  }
}
