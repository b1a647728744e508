package io.iotcrm.ejb.recommendation;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Writes down how a run ended. */
@Named
@Dependent
public class RunListener extends AbstractJobListener {
  @Inject
  @BatchProperty(name = "runId")
  private String runId;

  @Inject private JobContext job;
  @Inject private RunStore runs;
  @Inject private RecommenderMetrics metrics;

  @Override
  public void afterJob() {
    BatchStatus status = job.getBatchStatus();
    if (status == BatchStatus.STOPPED || status == BatchStatus.STOPPING) {
      // Stopped with its instance: the run stays open, and another instance finishes it.
      return;
    }
    boolean completed = status != BatchStatus.FAILED;
    runs.end(UUID.fromString(runId), completed);
    metrics.runEnded(completed);
  }
}
