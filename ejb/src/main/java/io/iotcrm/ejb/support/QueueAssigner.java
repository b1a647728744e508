package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Chooses who gets a ticket. Two at once choose one after the other. */
@ApplicationScoped
public class QueueAssigner {
  private static final String MEMBERS =
      "select m.user_id from support_queue_member m join app_user u on u.id = m.user_id"
          + " where m.queue_id = ? and u.enabled order by ";
  private static final String LONGEST_WAITING = "m.given_at nulls first, u.username limit 1";
  private static final String FEWEST_OPEN =
      "(select count(*) from ticket t where t.assignee_id = u.id"
          + " and t.status in ('NEW', 'OPEN', 'PENDING')), ";

  private final Database database;

  /** For the container. */
  protected QueueAssigner() {
    this(null);
  }

  @Inject
  public QueueAssigner(Database database) {
    this.database = database;
  }

  /**
   * In the caller's transaction, which holds the queue until it ends.
   *
   * @return nobody where members take tickets themselves, or there is no enabled one
   */
  public Optional<UUID> choose(UUID queueId, QueueAssignment assignment) throws SQLException {
    if (assignment == QueueAssignment.MANUAL) {
      return Optional.empty();
    }
    // "no key": tickets of the queue that others insert hold the key.
    database.list(
        "select id from support_queue where id = ? for no key update",
        row -> row.getObject(1, UUID.class),
        queueId);
    String order =
        assignment == QueueAssignment.LEAST_OPEN ? FEWEST_OPEN + LONGEST_WAITING : LONGEST_WAITING;
    List<UUID> chosen =
        database.list(MEMBERS + order, row -> row.getObject(1, UUID.class), queueId);
    for (UUID user : chosen) {
      database.update(
          "update support_queue_member set given_at = clock_timestamp()"
              + " where queue_id = ? and user_id = ?",
          queueId,
          user);
    }
    return chosen.stream().findFirst();
  }
}
