package io.iotcrm.ejb.recommendation;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.recommendation.EaseModel;
import io.iotcrm.domain.recommendation.FeedbackCounts;
import io.iotcrm.domain.recommendation.ModelView;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Models in PostgreSQL. At most one of them is in service. */
@Stateless
@PermitAll
public class ModelStore {
  static final int KEPT = 5;

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  /** A model to be kept, with what is known about its making. */
  public record Candidate(
      UUID runId,
      EaseModel model,
      double lambda,
      Map<String, Double> metrics,
      long interactions,
      int contacts,
      String trainedBy,
      boolean acceptable) {}

  /** The model in service and when it was trained. */
  public record InService(EaseModel model, Instant trainedAt) {}

  public OptionalInt numberInService() {
    return number("select number from recommender_model where in_service", null);
  }

  /** The model that a run has made already, before its instance died. */
  public OptionalInt numberOfRun(UUID runId) {
    return number("select number from recommender_model where run_id = ?", runId);
  }

  private OptionalInt number(String sql, UUID parameter) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      if (parameter != null) {
        select.setObject(1, parameter);
      }
      try (ResultSet r = select.executeQuery()) {
        return r.next() ? OptionalInt.of(r.getInt(1)) : OptionalInt.empty();
      }
    } catch (SQLException e) {
      throw new StoreException("the recommender's model could not be looked up", e);
    }
  }

  public Optional<InService> inService() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select number, item_ids, weights, popularity, trained_at from recommender_model"
                    + " where in_service");
        ResultSet r = select.executeQuery()) {
      if (!r.next()) {
        return Optional.empty();
      }
      UUID[] items = (UUID[]) r.getArray(2).getArray();
      EaseModel model = EaseModel.ofBytes(r.getInt(1), items, r.getBytes(3), r.getBytes(4));
      return Optional.of(new InService(model, r.getTimestamp(5).toInstant()));
    } catch (SQLException e) {
      throw new StoreException("the recommender's model could not be read", e);
    }
  }

  /**
   * Keeps a model and, if it is acceptable, puts it into service, in one transaction. The last five
   * models are kept.
   *
   * @return its number
   * @throws TakenOverException if the run belongs to another instance by now
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int keep(Candidate candidate) {
    try (Connection connection = database.getConnection()) {
      requireOwner(connection, candidate.runId(), candidate.trainedBy());
      int number = insert(connection, candidate);
      if (candidate.acceptable()) {
        execute(connection, "update recommender_model set in_service = false where in_service");
        execute(
            connection, "update recommender_model set in_service = true where number = " + number);
      }
      execute(
          connection,
          "delete from recommender_model where not in_service and number not in"
              + " (select number from recommender_model order by number desc limit "
              + KEPT
              + ")");
      return number;
    } catch (SQLException e) {
      throw new StoreException("the recommender's model could not be kept", e);
    }
  }

  private static void requireOwner(Connection connection, UUID runId, String instance)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select instance from recommender_run where id = ? and state = 'RUNNING' for update")) {
      select.setObject(1, runId);
      try (ResultSet r = select.executeQuery()) {
        if (!r.next() || !instance.equals(r.getString(1))) {
          throw new TakenOverException(runId);
        }
      }
    }
  }

  private static int insert(Connection connection, Candidate candidate) throws SQLException {
    EaseModel model = candidate.model();
    JsonObjectBuilder metrics = JSON.createObjectBuilder();
    new TreeMap<>(candidate.metrics()).forEach(metrics::add);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into recommender_model (id, algorithm, params, metrics, item_ids, weights,"
                + " popularity, interactions, contacts, trained_by, run_id)"
                + " values (?, 'EASE', ?, ?, ?::uuid[], ?, ?, ?, ?, ?, ?) returning number")) {
      insert.setObject(1, Ids.next());
      insert.setString(
          2, JSON.createObjectBuilder().add("lambda", candidate.lambda()).build().toString());
      insert.setString(3, metrics.build().toString());
      insert.setArray(
          4,
          connection.createArrayOf(
              "text", Arrays.stream(model.itemIds()).map(UUID::toString).toArray()));
      insert.setBytes(5, model.weightBytes());
      insert.setBytes(6, model.popularityBytes());
      insert.setLong(7, candidate.interactions());
      insert.setLong(8, candidate.contacts());
      insert.setString(9, candidate.trainedBy());
      insert.setObject(10, candidate.runId());
      try (ResultSet r = insert.executeQuery()) {
        r.next();
        return r.getInt(1);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  /** The kept models, newest first, with how customers answered their offers. */
  public List<ModelView> list() {
    String sql =
        "select m.number, m.algorithm, m.trained_at, m.trained_by, m.in_service, m.interactions,"
            + " m.contacts, cardinality(m.item_ids), m.metrics,"
            + " count(*) filter (where f.event = 'SHOWN'),"
            + " count(*) filter (where f.event = 'CLICKED'),"
            + " count(*) filter (where f.event = 'ACCEPTED'),"
            + " count(*) filter (where f.event = 'DISMISSED')"
            + " from recommender_model m left join offer_feedback f on f.model_number = m.number"
            + " group by m.id order by m.number desc";
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet r = select.executeQuery()) {
      List<ModelView> models = new ArrayList<>();
      while (r.next()) {
        models.add(
            new ModelView(
                r.getInt(1),
                r.getString(2),
                r.getTimestamp(3).toInstant(),
                r.getString(4),
                r.getBoolean(5),
                r.getLong(6),
                r.getLong(7),
                r.getInt(8),
                numbers(r.getString(9)),
                new FeedbackCounts(r.getLong(10), r.getLong(11), r.getLong(12), r.getLong(13))));
      }
      return models;
    } catch (SQLException e) {
      throw new StoreException("the recommender's models could not be listed", e);
    }
  }

  private static Map<String, Double> numbers(String json) {
    Map<String, Double> numbers = new TreeMap<>();
    try (var reader = JSON.createReader(new StringReader(json))) {
      reader
          .readObject()
          .forEach((name, value) -> numbers.put(name, ((JsonNumber) value).doubleValue()));
    }
    return numbers;
  }
}
