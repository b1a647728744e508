package io.iotcrm.ejb.platform;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.platform.DeadLettersView;
import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.platform.FailedWorkQuery;
import io.iotcrm.domain.platform.FailedWorkView;
import io.iotcrm.domain.platform.Page;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the machine gave up: seen, done again or given up for good by an administrator. */
@Stateless
public class FailedWorkService {
  private static final Logger LOG = System.getLogger(FailedWorkService.class.getName());
  private static final String NAME = "failed-work";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private FailedWorkTable table;
  @Inject @Any private Instance<FailedWorkReplay> replays;

  @Resource private SessionContext caller;

  @RolesAllowed(ADMIN)
  public Page<FailedWorkView> list(FailedWorkQuery query) {
    ListQuery<FailedWork> list =
        ListQuery.of(em, FailedWork.class, "select w from FailedWork w", query.page())
            .search(query.q(), "w.subject", "w.reason")
            .filter("w.state = ?", query.state())
            .filter("w.kind = ?", query.kind());
    return list.newestFirst(
        "w.failedAt", FailedWork::getFailedAt, "w.id", FailedWork::getId, FailedWorkView::of);
  }

  @RolesAllowed(ADMIN)
  public FailedWorkView get(UUID id) {
    return FailedWorkView.of(records.find(FailedWork.class, NAME, id));
  }

  /** Messages that could not be read; they lie in the broker's queues. */
  @RolesAllowed(ADMIN)
  public List<DeadLettersView> deadLetters() {
    try {
      return table.deadLetters();
    } catch (SQLException e) {
      throw new IllegalStateException("the dead letters could not be counted", e);
    }
  }

  /**
   * Does it again under the same idempotency key. What fails again stays open, with the new reason.
   */
  @RolesAllowed(ADMIN)
  public FailedWorkView replay(UUID id, long expected) {
    FailedWork work = locked(id, expected);
    Records.checked(
        "/state",
        () -> {
          work.requireOpen(); // before anything is done
          return work;
        });
    FailedWorkReplay replay = replayOf(work);
    try {
      replay.replay(work);
      work.replayed(name(), Instant.now());
      records.save("replay", NAME, id);
    } catch (OutageException e) {
      throw e;
    } catch (Exception e) {
      LOG.log(Level.WARNING, "Work " + id + " was done again and failed again", e);
      work.failedAgain(Failure.root(e));
      records.save("replay-failed", NAME, id);
    }
    return FailedWorkView.of(work);
  }

  /** It will not be done. */
  @RolesAllowed(ADMIN)
  public FailedWorkView giveUp(UUID id, String note, long expected) {
    FailedWork work = locked(id, expected);
    Records.checked(
        "/note",
        () -> {
          work.giveUp(note, name(), Instant.now());
          return work;
        });
    try {
      replayOf(work).abandon(work);
    } catch (OutageException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the work could not be given up", e);
    }
    records.save("give-up", NAME, id);
    return FailedWorkView.of(work);
  }

  private FailedWork locked(UUID id, long expected) {
    FailedWork work = records.find(FailedWork.class, NAME, id, expected, FailedWork::getVersion);
    em.lock(work, LockModeType.PESSIMISTIC_WRITE);
    return work;
  }

  private FailedWorkReplay replayOf(FailedWork work) {
    return replays.stream()
        .filter(replay -> replay.takes(work.getKind()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("nothing can do work of kind " + work.getKind()));
  }

  private String name() {
    return caller.getCallerPrincipal().getName();
  }
}
