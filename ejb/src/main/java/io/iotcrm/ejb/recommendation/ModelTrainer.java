package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.EaseModel;
import io.iotcrm.domain.recommendation.Evaluation;
import io.iotcrm.domain.recommendation.Evaluation.Event;
import io.iotcrm.domain.recommendation.Evaluation.Quality;
import io.iotcrm.domain.recommendation.InteractionMatrix;
import io.iotcrm.ejb.recommendation.ModelStore.Candidate;
import io.iotcrm.ejb.recommendation.ModelStore.InService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Trains a model on everything known, and measures the same recipe on a held-out future. */
@ApplicationScoped
public class ModelTrainer {
  /** The share of the interactions that is known in the measurement. */
  private static final double KNOWN = 0.8;

  /** With fewer customers than this, a comparison with the model in service says nothing. */
  private static final int COMPARABLE = 20;

  @Inject private RecommenderSettings settings;
  @Inject private RunStore runs;

  Candidate train(UUID runId, List<Event> events, Optional<InService> inService) {
    long began = System.nanoTime();
    InteractionMatrix.Builder builder =
        new InteractionMatrix.Builder(settings.decay(), Instant.now());
    events.forEach(e -> builder.add(e.contact(), e.item(), e.weight(), e.at()));
    InteractionMatrix matrix = builder.build(settings.maxItems());
    EaseModel model = EaseModel.train(0, matrix, settings.lambda());
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("trainingSeconds", (System.nanoTime() - began) / 1e9);
    metrics.put("items", (double) matrix.items());
    metrics.put("contacts", (double) matrix.contacts());
    metrics.put("interactions", (double) builder.interactions());
    measure(events, metrics);
    boolean acceptable = inService.map(old -> holdsUpTo(old, events, metrics)).orElse(true);
    metrics.put("totalSeconds", (System.nanoTime() - began) / 1e9);
    return new Candidate(
        runId,
        model,
        settings.lambda(),
        metrics,
        builder.interactions(),
        matrix.contacts(),
        runs.instance(),
        acceptable);
  }

  private void measure(List<Event> events, Map<String, Double> metrics) {
    Evaluation evaluation = split(events, Evaluation.quantile(events, KNOWN));
    metrics.put("evaluated.customers", (double) evaluation.customers());
    if (evaluation.customers() == 0) {
      return;
    }
    EaseModel model = EaseModel.train(0, evaluation.past(), settings.lambda());
    put(metrics, "ease", evaluation.of(model));
    put(metrics, "popularity", evaluation.ofPopularity(model));
  }

  /**
   * Compares with the model in service on what happened since that one was trained. The recipe is
   * trained anew on what was known then, so that neither side has seen what it is asked.
   */
  private boolean holdsUpTo(InService old, List<Event> events, Map<String, Double> metrics) {
    Evaluation since = split(events, old.trainedAt());
    if (since.customers() < COMPARABLE) {
      return true;
    }
    double before = since.of(old.model()).ndcg20();
    double now = since.of(EaseModel.train(0, since.past(), settings.lambda())).ndcg20();
    metrics.put("since.customers", (double) since.customers());
    metrics.put("since.ndcg20.inService", before);
    metrics.put("since.ndcg20.new", now);
    return now >= before * (1 - settings.margin());
  }

  private Evaluation split(List<Event> events, Instant cut) {
    return Evaluation.split(events, cut, settings.decay(), settings.maxItems());
  }

  private static void put(Map<String, Double> metrics, String name, Quality quality) {
    metrics.put(name + ".recall20", quality.recall20());
    metrics.put(name + ".ndcg20", quality.ndcg20());
    metrics.put(name + ".hr10", quality.hitRate10());
  }
}
