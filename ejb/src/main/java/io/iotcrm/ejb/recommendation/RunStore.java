package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.recommendation.TrainingStatus;
import io.iotcrm.ejb.platform.NativeRows;
import io.iotcrm.ejb.platform.NodeName;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The runs of the recommender's job. At most one is open: requested or running. */
@ApplicationScoped
public class RunStore {
  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private NodeName node;

  /** The name of this instance in the deployment group. */
  public String instance() {
    return node.name();
  }

  /** Asks for a run, unless one is open already. */
  void request(String by) {
    update(
        "insert into recommender_run (id, state, requested_by) values (?, 'REQUESTED', ?)"
            + " on conflict do nothing",
        Ids.next(),
        by);
  }

  /** The latest run, open or ended. */
  Optional<TrainingStatus> latest() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, state, instance, step, done, total, takeovers, started_at, finished_at,"
                    + " message from recommender_run order by requested_at desc, id desc limit 1");
        ResultSet r = select.executeQuery()) {
      if (!r.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new TrainingStatus(
              r.getObject(1, UUID.class),
              TrainingStatus.State.valueOf(r.getString(2)),
              r.getString(3),
              r.getString(4),
              r.getLong(5),
              r.getLong(6),
              r.getInt(7),
              NativeRows.instant(r.getTimestamp(8)),
              NativeRows.instant(r.getTimestamp(9)),
              r.getString(10)));
    } catch (SQLException e) {
      throw new StoreException("the recommender's runs could not be read", e);
    }
  }

  /** Makes this instance the one that runs an open run. */
  void begin(UUID runId, boolean takeover) {
    update(
        "update recommender_run set state = 'RUNNING', instance = ?, heartbeat_at = now(),"
            + " started_at = coalesce(started_at, now()), takeovers = takeovers + ?"
            + " where id = ? and state in ('REQUESTED', 'RUNNING')",
        instance(),
        takeover ? 1 : 0,
        runId);
  }

  void started(UUID runId, long executionId) {
    update("update recommender_run set execution_id = ? where id = ?", executionId, runId);
  }

  void heartbeat(UUID runId) {
    update(
        "update recommender_run set heartbeat_at = now() where id = ? and instance = ?",
        runId,
        instance());
  }

  public void step(UUID runId, String step, long total) {
    update(
        "update recommender_run set step = ?, done = 0, total = ? where id = ? and instance = ?",
        step,
        total,
        runId,
        instance());
  }

  public void advance(UUID runId, long done) {
    update(
        "update recommender_run set done = done + ? where id = ? and instance = ?",
        done,
        runId,
        instance());
  }

  public void say(UUID runId, String message) {
    update(
        "update recommender_run set message = concat_ws('; ', message, ?::text) where id = ?"
            + " and instance = ?",
        message,
        runId,
        instance());
  }

  /** Ends a run that is still this instance's. Old runs are cleared away with it. */
  void end(UUID runId, boolean completed) {
    update(
        "update recommender_run set state = ?, finished_at = now() where id = ? and instance = ?"
            + " and state = 'RUNNING'",
        completed ? "COMPLETED" : "FAILED",
        runId,
        instance());
    update(
        "delete from recommender_run where requested_at < now() - interval '30 days'"
            + " and state in ('COMPLETED', 'FAILED')");
  }

  private void update(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("the recommender's run could not be written down", e);
    }
  }
}
