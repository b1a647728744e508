package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.Decay;
import io.iotcrm.domain.recommendation.OfferChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys {@code iotcrm.recommender.*}, documented in docs/recommender.md. */
@ApplicationScoped
public class RecommenderSettings {
  @Inject
  @ConfigProperty(name = "iotcrm.recommender.interval", defaultValue = "PT15M")
  private Duration interval;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.minimum-interactions", defaultValue = "50")
  private int minimumInteractions;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.lambda", defaultValue = "20")
  private double lambda;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.half-life", defaultValue = "P90D")
  private Duration halfLife;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.window", defaultValue = "P365D")
  private Duration window;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.max-items", defaultValue = "3000")
  private int maxItems;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.max-interactions", defaultValue = "2000000")
  private int maxInteractions;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.dismissed-for", defaultValue = "P30D")
  private Duration dismissedFor;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.candidates", defaultValue = "50")
  private int candidates;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.margin", defaultValue = "0.10")
  private double margin;

  @Inject
  @ConfigProperty(name = "iotcrm.recommender.lease", defaultValue = "PT30S")
  private Duration lease;

  /** From the start of one run to the start of the next. */
  public Duration interval() {
    return interval;
  }

  /** Fewer than this are not worth a model. */
  public int minimumInteractions() {
    return minimumInteractions;
  }

  public double lambda() {
    return lambda;
  }

  public Decay decay() {
    return new Decay(halfLife);
  }

  /** Older interactions are not looked at. */
  public Duration window() {
    return window;
  }

  public int maxItems() {
    return maxItems;
  }

  public int maxInteractions() {
    return maxInteractions;
  }

  /** How much worse a new model's NDCG@20 may be than the old one's, as a share of it. */
  public double margin() {
    return margin;
  }

  /** An instance that did not renew for so long is taken for dead. */
  public Duration lease() {
    return lease;
  }

  /** How offers are chosen. */
  public OfferChoice choice() {
    return new OfferChoice(decay(), dismissedFor, candidates);
  }
}
