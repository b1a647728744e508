package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Chooses what to offer: the best-scored items that the customer does not own and has not dismissed
 * lately, filled up with popular ones. The same input gives the same choice: equal scores are
 * ordered by popularity, then by item id.
 *
 * @param decay how interactions fade
 * @param rest how long a dismissed item is left out
 * @param size how many items to choose; more than are shown at once, because some may be out of
 *     stock by then
 */
public record OfferChoice(Decay decay, Duration rest, int size) implements Serializable {

  /** The choice for one customer at one moment, best first. */
  public List<ScoredItem> choose(EaseModel model, InteractionVector vector, Instant now) {
    Map<UUID, InteractionVector.Bond> bonds = vector.bonds();
    List<UUID> own = bonds.keySet().stream().filter(id -> model.indexOf(id) >= 0).sorted().toList();
    int[] indexes = own.stream().mapToInt(model::indexOf).toArray();
    float[] strengths = new float[indexes.length];
    for (int k = 0; k < indexes.length; k++) {
      strengths[k] = (float) bonds.get(own.get(k)).strength(decay, now);
    }
    float[] scores = model.score(indexes, strengths);
    boolean[] out = new boolean[model.size()];
    for (UUID id : own) {
      out[model.indexOf(id)] = vector.owns(id) || vector.dismissed(id, now, rest);
    }
    List<ScoredItem> chosen = new ArrayList<>();
    for (int item : best(model, scores, out, size)) {
      int because = model.explain(item, indexes, strengths);
      if (scores[item] > 0 && because >= 0) {
        UUID reason = own.get(because);
        chosen.add(
            new ScoredItem(model.item(item), scores[item], reason, bonds.get(reason).kind()));
        out[item] = true;
      }
    }
    float[] popularity = new float[model.size()];
    for (int i = 0; i < popularity.length; i++) {
      popularity[i] = model.popularity(i);
    }
    for (int item : best(model, popularity, out, size - chosen.size())) {
      chosen.add(new ScoredItem(model.item(item), 0, null, null));
    }
    return chosen;
  }

  /** The indexes of the best items, best first. */
  static int[] best(EaseModel model, float[] scores, boolean[] out, int n) {
    Comparator<Integer> worstFirst =
        Comparator.<Integer>comparingDouble(i -> scores[i])
            .thenComparingDouble(model::popularity)
            .thenComparing(model::item, Comparator.reverseOrder());
    PriorityQueue<Integer> heap = new PriorityQueue<>(worstFirst);
    for (int i = 0; i < scores.length && n > 0; i++) {
      if (out[i]) {
        continue;
      }
      if (heap.size() < n) {
        heap.add(i);
      } else if (worstFirst.compare(i, heap.peek()) > 0) {
        heap.poll();
        heap.add(i);
      }
    }
    return heap.stream().sorted(worstFirst.reversed()).mapToInt(Integer::intValue).toArray();
  }
}
