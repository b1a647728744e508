package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.TrainingStatus;
import io.iotcrm.domain.recommendation.TrainingStatus.State;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.SchemaMigration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * Starts the recommender's job, once in the cluster.
 *
 * <p>The timer fires on every instance every five seconds; the one that holds the lease acts. While
 * its job runs, each firing renews the lease. When an instance dies, its lease runs out, another
 * gets it, finds a run that is open but not its own, and finishes it. Without transactions, because
 * a job may not be started within one.
 */
@Singleton
@Startup
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RecommenderTimer {
  private static final Logger LOG = System.getLogger(RecommenderTimer.class.getName());
  private static final String LEASE = "recommender";
  private static final int MOST_TAKEOVERS = 5;
  private static final Set<BatchStatus> ENDED =
      Set.of(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.STOPPED, BatchStatus.ABANDONED);

  @Inject private Lease lease;
  @Inject private SchemaMigration schema;
  @Inject private RunStore runs;
  @Inject private InteractionStore interactions;
  @Inject private RecommenderSettings settings;
  @EJB private ModelStore models;

  private UUID localRun;
  private long localExecution;
  private boolean silent;

  /**
   * Wakes the server's batch runtime now: if it were first used while the application is taken
   * down, as the server does, it could not load its classes.
   */
  @PostConstruct
  void wakeBatch() {
    try {
      BatchRuntime.getJobOperator().getJobNames();
    } catch (BatchRuntimeException e) {
      LOG.log(Level.DEBUG, "the batch runtime is asleep", e);
    }
  }

  @Schedule(second = "*/5", minute = "*", hour = "*", persistent = false)
  void tick() {
    if (!schema.isCurrent()) {
      return;
    }
    try {
      if (lease.acquire(LEASE, settings.lease())) {
        lead();
      }
      silent = false;
    } catch (RuntimeException e) {
      // A timer that throws twice is gone for good; an outage must not end training for ever.
      if (!silent) {
        LOG.log(Level.WARNING, "the recommender waits: {0}", e.getMessage());
      }
      silent = true;
    }
  }

  private void lead() {
    TrainingStatus latest = runs.latest().orElse(TrainingStatus.NEVER);
    switch (latest.state()) {
      case RUNNING -> carryOn(latest);
      case REQUESTED -> start(latest.runId(), false);
      default -> {
        if (due(latest)) {
          runs.request("timer");
          runs.latest()
              .filter(run -> run.state() == State.REQUESTED)
              .ifPresent(run -> start(run.runId(), false));
        }
      }
    }
  }

  private void carryOn(TrainingStatus run) {
    if (run.runId().equals(localRun)) {
      BatchStatus status =
          BatchRuntime.getJobOperator().getJobExecution(localExecution).getBatchStatus();
      if (ENDED.contains(status)) {
        runs.say(run.runId(), "the job ended as " + status);
        runs.end(run.runId(), status == BatchStatus.COMPLETED);
      } else {
        runs.heartbeat(run.runId());
      }
    } else if (run.takeovers() >= MOST_TAKEOVERS) {
      runs.begin(run.runId(), true);
      runs.say(run.runId(), "given up: every instance that ran it died");
      runs.end(run.runId(), false);
    } else {
      start(run.runId(), true);
    }
  }

  private boolean due(TrainingStatus latest) {
    boolean early = models.numberInService().isEmpty();
    if (latest.startedAt() != null) {
      Instant next = latest.startedAt().plus(settings.interval());
      // The first model is not made to wait for the interval, only for something to learn from.
      Instant soon = latest.startedAt().plusSeconds(60);
      if (Instant.now().isBefore(early && soon.isBefore(next) ? soon : next)) {
        return false;
      }
    }
    return !early || interactions.count() >= settings.minimumInteractions();
  }

  private void start(UUID runId, boolean takeover) {
    runs.begin(runId, takeover);
    if (takeover) {
      LOG.log(Level.INFO, "run {0} of the recommender goes on here", runId);
    }
    Properties parameters = new Properties();
    parameters.setProperty("runId", runId.toString());
    try {
      JobOperator operator = BatchRuntime.getJobOperator();
      localRun = runId;
      localExecution = operator.start("recommender", parameters);
      runs.started(runId, localExecution);
    } catch (BatchRuntimeException e) {
      LOG.log(Level.WARNING, "the recommender''s job did not start: {0}", e.getMessage());
      runs.say(runId, "the job did not start: " + e.getMessage());
      runs.end(runId, false);
      localRun = null;
    }
  }

  /** Hands a run over at once when this instance is stopped in good order. */
  @PreDestroy
  void handOver() {
    try {
      if (localRun != null
          && !ENDED.contains(
              BatchRuntime.getJobOperator().getJobExecution(localExecution).getBatchStatus())) {
        BatchRuntime.getJobOperator().stop(localExecution);
      }
      lease.release(LEASE);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "the lease of the recommender runs out by itself", e);
    }
  }
}
