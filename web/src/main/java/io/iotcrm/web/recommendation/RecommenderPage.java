package io.iotcrm.web.recommendation;

import io.iotcrm.domain.recommendation.ModelView;
import io.iotcrm.domain.recommendation.TrainingStatus;
import io.iotcrm.ejb.recommendation.TrainingService;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model in service, how good it is, and its training. */
@Named
@RequestScoped
public class RecommenderPage {
  @EJB private TrainingService training;
  @Inject private Changes changes;
  private TrainingStatus status;
  private List<ModelView> models;

  public TrainingStatus getStatus() {
    if (status == null) {
      status = training.status();
    }
    return status;
  }

  public List<ModelView> getModels() {
    if (models == null) {
      models = training.models();
    }
    return models;
  }

  /** The model that makes the offers now; null before the first training. */
  public ModelView getInService() {
    return getModels().stream().filter(ModelView::inService).findFirst().orElse(null);
  }

  /** In the same order every time. */
  public List<Map.Entry<String, Double>> metrics(ModelView model) {
    return List.copyOf(new TreeMap<>(model.metrics()).entrySet());
  }

  public boolean isBusy() {
    TrainingStatus.State state = getStatus().state();
    return state == TrainingStatus.State.REQUESTED || state == TrainingStatus.State.RUNNING;
  }

  /** 0..100, as far as the running step knows. */
  public long getPercent() {
    return getStatus().total() == 0 ? 0 : 100 * getStatus().done() / getStatus().total();
  }

  public void train() {
    changes.attempt(() -> training.start(), "recommender.requested");
    status = null;
  }
}
