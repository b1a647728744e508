package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * A trained model as lists show it.
 *
 * @param metrics e.g. {@code ease.recall20}, {@code popularity.recall20}, {@code trainingSeconds}
 */
public record ModelView(
    int number,
    String algorithm,
    Instant trainedAt,
    String trainedBy,
    boolean inService,
    long interactions,
    long contacts,
    int items,
    Map<String, Double> metrics,
    FeedbackCounts feedback)
    implements Serializable {
  public ModelView {
    metrics = Map.copyOf(metrics);
  }
}
