package io.iotcrm.domain.recommendation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A trained model in memory. Immutable, so that any number of threads may ask it.
 *
 * <p>Its serial form is big-endian float32: {@link #weightBytes()} row by row, {@link
 * #popularityBytes()} item by item.
 */
public final class EaseModel {
  private final int number;
  private final UUID[] items;
  private final float[] weights;
  private final float[] popularity;
  private final Map<UUID, Integer> indexes = new HashMap<>();

  /**
   * @param weights items x items, row-major, see {@link Ease#weights}
   * @param popularity one for each item, see {@link ColdStart#popularity}
   */
  public EaseModel(int number, UUID[] items, float[] weights, float[] popularity) {
    if ((long) items.length * items.length != weights.length || popularity.length != items.length) {
      throw new IllegalArgumentException(
          "a model of %d items needs %d weights and %d popularities, not %d and %d"
              .formatted(
                  items.length,
                  (long) items.length * items.length,
                  items.length,
                  weights.length,
                  popularity.length));
    }
    this.number = number;
    this.items = items.clone();
    this.weights = weights;
    this.popularity = popularity;
    for (int i = 0; i < items.length; i++) {
      indexes.put(items[i], i);
    }
  }

  /** Trains on everything in the matrix. */
  public static EaseModel train(int number, InteractionMatrix x, double lambda) {
    return new EaseModel(number, x.itemIds(), new Ease(lambda).weights(x), ColdStart.popularity(x));
  }

  public static EaseModel ofBytes(int number, UUID[] items, byte[] weights, byte[] popularity) {
    return new EaseModel(number, items, floats(weights), floats(popularity));
  }

  public int number() {
    return number;
  }

  public int size() {
    return items.length;
  }

  public UUID item(int index) {
    return items[index];
  }

  public UUID[] itemIds() {
    return items.clone();
  }

  /** The item's place in the model, or -1 when it was not there at training. */
  public int indexOf(UUID item) {
    return indexes.getOrDefault(item, -1);
  }

  public float popularity(int index) {
    return popularity[index];
  }

  /** What a bond to one item says about another. */
  public float weight(int from, int to) {
    return weights[from * items.length + to];
  }

  /**
   * Scores every item for one customer.
   *
   * @param indexes the customer's items
   * @param strengths the strengths of the bonds, in the same order
   */
  public float[] score(int[] indexes, float[] strengths) {
    int n = items.length;
    float[] scores = new float[n];
    for (int k = 0; k < indexes.length; k++) {
      int base = indexes[k] * n;
      float strength = strengths[k];
      for (int j = 0; j < n; j++) {
        scores[j] += strength * weights[base + j];
      }
    }
    return scores;
  }

  /**
   * Says which of the customer's items spoke most for another one.
   *
   * @return its place in {@code indexes}, or -1 when none spoke for it
   */
  public int explain(int item, int[] indexes, float[] strengths) {
    int best = -1;
    float most = 0;
    for (int k = 0; k < indexes.length; k++) {
      float contribution = strengths[k] * weight(indexes[k], item);
      if (contribution > most) {
        most = contribution;
        best = k;
      }
    }
    return best;
  }

  public byte[] weightBytes() {
    return bytes(weights);
  }

  public byte[] popularityBytes() {
    return bytes(popularity);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
