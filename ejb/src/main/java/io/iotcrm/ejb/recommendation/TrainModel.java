package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.Evaluation.Event;
import io.iotcrm.ejb.recommendation.ModelStore.Candidate;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** First step of the job: a new model, measured, kept, and in service unless it is worse. */
@Named
@Dependent
public class TrainModel extends AbstractBatchlet {
  @Inject
  @BatchProperty(name = "runId")
  private String runId;

  @EJB private ModelStore models;
  @EJB private TrainingData data;
  @EJB private ServingModel serving;
  @Inject private ModelTrainer trainer;
  @Inject private RunStore runs;
  @Inject private RecommenderMetrics metrics;

  @Override
  public String process() {
    UUID run = UUID.fromString(runId);
    runs.step(run, "TRAIN", 0);
    OptionalInt made = models.numberOfRun(run);
    if (made.isPresent()) {
      runs.say(run, "model " + made.getAsInt() + " was trained before the takeover");
      serving.refresh();
      return "TRAINED_BEFORE";
    }
    List<Event> events = data.load();
    if (events.isEmpty()) {
      runs.say(run, "there are no interactions to learn from");
      return "NOTHING_TO_LEARN";
    }
    Candidate candidate = trainer.train(run, events, models.inService());
    int number = models.keep(candidate);
    metrics.trained(candidate.metrics());
    if (candidate.acceptable()) {
      serving.announce(number);
      runs.say(run, "model " + number + " is in service");
    } else {
      runs.say(run, "model " + number + " is worse than the one in service and was put aside");
    }
    return "TRAINED";
  }
}
