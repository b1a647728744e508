package io.iotcrm.domain.recommendation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Measures models against a held-out future: everything before a moment is known, and the items
 * that a customer takes to afterwards, and had not before, are to be foretold.
 *
 * <p>Recall@20 is hits / min(20, items to foretell), NDCG@20 uses binary relevance and log2
 * discounts, HR@10 is the share of customers with at least one hit; each is the mean over the
 * customers who were known before and took to something known afterwards.
 */
public final class Evaluation {
  private final InteractionMatrix past;
  private final Map<Integer, Set<UUID>> future;

  private Evaluation(InteractionMatrix past, Map<Integer, Set<UUID>> future) {
    this.past = past;
    this.future = future;
  }

  /** One interaction to learn from or to foretell. */
  public record Event(UUID contact, UUID item, double weight, Instant at) {}

  /** Means over the measured customers. */
  public record Quality(double recall20, double ndcg20, double hitRate10, int customers) {}

  /** Splits events at a moment: those before it are the past. */
  public static Evaluation split(List<Event> events, Instant cut, Decay decay, int maxItems) {
    InteractionMatrix.Builder builder = new InteractionMatrix.Builder(decay, cut);
    events.stream()
        .filter(e -> e.at().isBefore(cut))
        .forEach(e -> builder.add(e.contact(), e.item(), e.weight(), e.at()));
    InteractionMatrix past = builder.build(maxItems);
    UUID[] items = past.itemIds();
    Set<UUID> known = Set.of(items);
    Map<UUID, Integer> rows = new HashMap<>();
    for (int row = 0; row < past.contacts(); row++) {
      rows.put(past.contact(row), row);
    }
    Map<Integer, Set<UUID>> future = new HashMap<>();
    for (Event e : events) {
      Integer row = rows.get(e.contact());
      if (row != null && !e.at().isBefore(cut) && e.weight() > 0 && known.contains(e.item())) {
        future.computeIfAbsent(row, r -> new HashSet<>()).add(e.item());
      }
    }
    future.forEach(
        (row, wanted) -> {
          for (int column : past.columns(row)) {
            wanted.remove(items[column]);
          }
        });
    future.values().removeIf(Set::isEmpty);
    return new Evaluation(past, future);
  }

  /** The moment that the given share of the events came before. */
  public static Instant quantile(List<Event> events, double share) {
    List<Instant> times = events.stream().map(Event::at).sorted().toList();
    return times.get((int) Math.min(times.size() - 1L, Math.round(share * times.size())));
  }

  public InteractionMatrix past() {
    return past;
  }

  public int customers() {
    return future.size();
  }

  /** How well the model foretells. It may know other items than the past does. */
  public Quality of(EaseModel model) {
    return measure(model, model::score);
  }

  /** How well it would be foretold by offering everyone what is popular. */
  public Quality ofPopularity(EaseModel model) {
    float[] popularity = new float[model.size()];
    for (int i = 0; i < popularity.length; i++) {
      popularity[i] = model.popularity(i);
    }
    return measure(model, (indexes, strengths) -> popularity);
  }

  private Quality measure(EaseModel model, BiFunction<int[], float[], float[]> scorer) {
    UUID[] items = past.itemIds();
    double recall = 0;
    double ndcg = 0;
    double hits10 = 0;
    for (Map.Entry<Integer, Set<UUID>> customer : future.entrySet()) {
      int[] columns = past.columns(customer.getKey());
      float[] strengths = past.strengths(customer.getKey());
      List<Integer> places = new ArrayList<>();
      for (int k = 0; k < columns.length; k++) {
        if (model.indexOf(items[columns[k]]) >= 0) {
          places.add(k);
        }
      }
      int[] indexes = new int[places.size()];
      float[] known = new float[places.size()];
      boolean[] out = new boolean[model.size()];
      for (int k = 0; k < indexes.length; k++) {
        indexes[k] = model.indexOf(items[columns[places.get(k)]]);
        known[k] = strengths[places.get(k)];
        out[indexes[k]] = true;
      }
      int[] ranked = OfferChoice.best(model, scorer.apply(indexes, known), out, 20);
      Set<UUID> wanted = customer.getValue();
      int hits = 0;
      boolean early = false;
      double gain = 0;
      for (int rank = 0; rank < ranked.length; rank++) {
        if (wanted.contains(model.item(ranked[rank]))) {
          hits++;
          gain += 1 / log2(rank + 2);
          early |= rank < 10;
        }
      }
      int reachable = Math.min(20, wanted.size());
      double ideal = 0;
      for (int rank = 0; rank < reachable; rank++) {
        ideal += 1 / log2(rank + 2);
      }
      recall += (double) hits / reachable;
      ndcg += gain / ideal;
      hits10 += early ? 1 : 0;
    }
    int n = Math.max(1, future.size());
    return new Quality(recall / n, ndcg / n, hits10 / n, future.size());
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
