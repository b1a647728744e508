package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.FeedbackEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** The metrics {@code iotcrm_recommender_*}, documented in docs/recommender.md. */
@ApplicationScoped
public class RecommenderMetrics {
  @Inject
  @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE)
  private MetricRegistry registry;

  private final Map<String, Double> latest = new ConcurrentHashMap<>();

  void recorded(int interactions) {
    registry.counter("iotcrm_recommender_interactions_recorded").inc(interactions);
  }

  /** From the commit of an interaction until the customer's new offers are in the grid. */
  void foldedIn(Duration latency) {
    registry.histogram("iotcrm_recommender_foldin_microseconds").update(latency.toNanos() / 1_000);
  }

  void foldInFailed() {
    registry.counter("iotcrm_recommender_foldin_failures").inc();
  }

  void feedback(FeedbackEvent event, int model) {
    registry
        .counter(
            "iotcrm_recommender_feedback",
            new Tag("event", event.name()),
            new Tag("model", Integer.toString(model)))
        .inc();
  }

  /** What the newest training on this instance found, e.g. {@code ease.recall20}. */
  void trained(Map<String, Double> values) {
    values.forEach(
        (name, value) -> {
          if (latest.put(name, value) == null) {
            registry.gauge(
                "iotcrm_recommender_training_" + name.replace('.', '_'), () -> latest.get(name));
          }
        });
  }

  void runEnded(boolean completed) {
    registry
        .counter("iotcrm_recommender_runs", new Tag("outcome", completed ? "completed" : "failed"))
        .inc();
  }
}
