package io.iotcrm.domain.recommendation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who is bound to what, and how strongly: contacts x items, sparse, strengths between 0 and 1. Rows
 * and columns are in the order of their ids, so that the same interactions give the same matrix in
 * whatever order they come.
 */
public final class InteractionMatrix {
  private final UUID[] contacts;
  private final UUID[] items;
  private final int[] rowStarts;
  private final int[] columns;
  private final float[] strengths;

  private InteractionMatrix(
      UUID[] contacts, UUID[] items, int[] rowStarts, int[] columns, float[] strengths) {
    this.contacts = contacts;
    this.items = items;
    this.rowStarts = rowStarts;
    this.columns = columns;
    this.strengths = strengths;
  }

  public int contacts() {
    return contacts.length;
  }

  public int items() {
    return items.length;
  }

  public int pairs() {
    return columns.length;
  }

  public UUID contact(int row) {
    return contacts[row];
  }

  public UUID[] itemIds() {
    return items.clone();
  }

  /** The items of a row, as column numbers in ascending order. */
  public int[] columns(int row) {
    return Arrays.copyOfRange(columns, rowStarts[row], rowStarts[row + 1]);
  }

  /** The strengths that belong to {@link #columns(int)}. */
  public float[] strengths(int row) {
    return Arrays.copyOfRange(strengths, rowStarts[row], rowStarts[row + 1]);
  }

  /** Gathers interactions. Not for use by several threads. */
  public static final class Builder {
    private final Decay decay;
    private final Instant seen;
    private final Map<UUID, Map<UUID, double[]>> sums = new HashMap<>();
    private long interactions;

    /**
     * @param seen the moment that interactions are looked at from
     */
    public Builder(Decay decay, Instant seen) {
      this.decay = decay;
      this.seen = seen;
    }

    /** Weights of 0, which dismissals have, bind nobody to anything and are left out. */
    public Builder add(UUID contact, UUID item, double weight, Instant at) {
      if (weight > 0) {
        sums.computeIfAbsent(contact, c -> new HashMap<>())
                .computeIfAbsent(item, i -> new double[1])[0] +=
            decay.at(weight, at, seen);
        interactions++;
      }
      return this;
    }

    public long interactions() {
      return interactions;
    }

    /**
     * @param maxItems where there are more, those of the most contacts are kept: training takes the
     *     cube of their number
     */
    public InteractionMatrix build(int maxItems) {
      UUID[] items = mostWanted(maxItems);
      Map<UUID, Integer> columnOf = new HashMap<>();
      for (int i = 0; i < items.length; i++) {
        columnOf.put(items[i], i);
      }
      List<UUID> rows = new ArrayList<>(sums.keySet());
      rows.sort(null);
      rows.removeIf(c -> sums.get(c).keySet().stream().noneMatch(columnOf::containsKey));
      int[] starts = new int[rows.size() + 1];
      int pairs = 0;
      for (int r = 0; r < rows.size(); r++) {
        pairs +=
            (int) sums.get(rows.get(r)).keySet().stream().filter(columnOf::containsKey).count();
        starts[r + 1] = pairs;
      }
      int[] columns = new int[pairs];
      float[] strengths = new float[pairs];
      for (int r = 0; r < rows.size(); r++) {
        Map<UUID, double[]> row = sums.get(rows.get(r));
        int[] own =
            row.keySet().stream().filter(columnOf::containsKey).mapToInt(columnOf::get).toArray();
        Arrays.sort(own);
        for (int k = 0; k < own.length; k++) {
          columns[starts[r] + k] = own[k];
          strengths[starts[r] + k] = (float) Decay.strength(row.get(items[own[k]])[0]);
        }
      }
      return new InteractionMatrix(rows.toArray(UUID[]::new), items, starts, columns, strengths);
    }

    private UUID[] mostWanted(int maxItems) {
      Map<UUID, Integer> contactsOf = new HashMap<>();
      sums.values().forEach(row -> row.keySet().forEach(i -> contactsOf.merge(i, 1, Integer::sum)));
      List<UUID> ids = new ArrayList<>(contactsOf.keySet());
      ids.sort(
          Comparator.<UUID>comparingInt(contactsOf::get)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
      Set<UUID> kept = new HashSet<>(ids.subList(0, Math.min(maxItems, ids.size())));
      return kept.stream().sorted().toArray(UUID[]::new);
    }
  }
}
