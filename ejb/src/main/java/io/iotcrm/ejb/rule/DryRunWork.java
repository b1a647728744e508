package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.DryRunView.State;
import io.iotcrm.ejb.platform.Meters;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does trials of rules on this instance, beside the work that matters more: one at a time. */
@ApplicationScoped
public class DryRunWork {
  private static final Logger LOG = System.getLogger(DryRunWork.class.getName());

  @Inject private DryRunReplay replay;
  @Inject private DryRunTable table;
  @Inject private Meters meters;
  @Resource private ManagedExecutorService executor;

  private final Semaphore free = new Semaphore(1);

  /**
   * Begins one, unless this instance is busy with another.
   *
   * @param wait how long to wait for its end
   * @return false where this instance is busy; then nothing was begun
   */
  boolean begin(UUID id, DryRunRequest request, Duration wait) {
    if (!free.tryAcquire()) {
      return false;
    }
    Future<?> running;
    try {
      running =
          executor.submit(
              () -> {
                try {
                  run(id, request);
                } finally {
                  free.release();
                }
              });
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
    await(running, wait);
    return true;
  }

  private static void await(Future<?> running, Duration wait) {
    try {
      running.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "The trial goes on without its caller", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(UUID id, DryRunRequest request) {
    State state = State.DONE;
    String report = null;
    String error = null;
    try {
      report =
          replay.run(request, (devices, done, readings) -> table.beat(id, devices, done, readings));
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "The trial of rule \"" + request.rule().name() + "\" failed", e);
      state = State.FAILED;
      error = "it failed here; the server's log says why, by " + id;
    }
    try {
      boolean wanted = table.end(id, state, report, error);
      meters.dryRun(wanted ? state.name() : State.CANCELLED.name());
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "The trial " + id + " is over, but that could not be written", e);
    }
  }
}
