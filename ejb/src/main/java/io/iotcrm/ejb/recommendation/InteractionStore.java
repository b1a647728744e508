package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.recommendation.Evaluation.Event;
import io.iotcrm.domain.recommendation.InteractionKind;
import io.iotcrm.domain.recommendation.InteractionVector;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import io.iotcrm.domain.recommendation.InteractionView;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Interactions in PostgreSQL: written and read in bulk, so with SQL rather than as entities. */
@ApplicationScoped
public class InteractionStore {
  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private RecommenderSettings settings;

  /** An interaction with everything resolved, ready to be written. */
  record Row(UUID contactId, Folded event, String source, String key) {}

  /** Writes the rows whose keys are new. Returns the ids of those it wrote. */
  Set<UUID> insert(List<Row> rows) {
    String sql =
        "insert into interaction (id, contact_id, item_id, kind, weight, at, source, idempotency_key)"
            + " select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::float8[],"
            + " ?::timestamptz[], ?::text[], ?::text[]) on conflict (idempotency_key) do nothing"
            + " returning id";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      array(connection, insert, 1, "uuid", rows.stream().map(r -> r.event().id()).toArray());
      array(connection, insert, 2, "uuid", rows.stream().map(Row::contactId).toArray());
      array(connection, insert, 3, "uuid", rows.stream().map(r -> r.event().itemId()).toArray());
      array(connection, insert, 4, "text", rows.stream().map(r -> r.event().kind()).toArray());
      array(connection, insert, 5, "float8", rows.stream().map(r -> r.event().weight()).toArray());
      array(connection, insert, 6, "timestamptz", rows.stream().map(r -> r.event().at()).toArray());
      array(connection, insert, 7, "text", rows.stream().map(Row::source).toArray());
      array(connection, insert, 8, "text", rows.stream().map(Row::key).toArray());
      Set<UUID> written = new HashSet<>();
      try (ResultSet result = insert.executeQuery()) {
        while (result.next()) {
          written.add(result.getObject(1, UUID.class));
        }
      }
      return written;
    } catch (SQLException e) {
      throw new StoreException("interactions could not be written", e);
    }
  }

  /** For each of the contacts that exist, whether profiling is agreed to. */
  Map<UUID, Boolean> profilingConsents(Collection<UUID> contacts) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, profiling_consent from contact where id = any(?::uuid[])")) {
      array(connection, select, 1, "uuid", contacts.toArray());
      Map<UUID, Boolean> consents = new HashMap<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          consents.put(result.getObject(1, UUID.class), result.getBoolean(2));
        }
      }
      return consents;
    } catch (SQLException e) {
      throw new StoreException("consents could not be read", e);
    }
  }

  /** What the contacts have done within the window; nothing for one without interactions. */
  Map<UUID, InteractionVector> vectors(Collection<UUID> contacts) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select contact_id, id, item_id, kind, weight, at from interaction"
                    + " where contact_id = any(?::uuid[]) and at > ? order by contact_id, id")) {
      array(connection, select, 1, "uuid", contacts.toArray());
      select.setTimestamp(2, Timestamp.from(Instant.now().minus(settings.window())));
      Map<UUID, List<Folded>> events = new HashMap<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          events
              .computeIfAbsent(r.getObject(1, UUID.class), c -> new ArrayList<>())
              .add(
                  new Folded(
                      r.getObject(2, UUID.class),
                      r.getObject(3, UUID.class),
                      InteractionKind.valueOf(r.getString(4)),
                      r.getDouble(5),
                      r.getTimestamp(6).toInstant()));
        }
      }
      Map<UUID, InteractionVector> vectors = new HashMap<>();
      events.forEach(
          (contact, own) ->
              vectors.put(contact, InteractionVector.EMPTY.with(own, settings.decay())));
      return vectors;
    } catch (SQLException e) {
      throw new StoreException("interactions could not be read", e);
    }
  }

  /** The newest interactions of everybody who agreed to profiling. Call within a transaction. */
  List<Event> trainingEvents() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select i.contact_id, i.item_id, i.weight, i.at from interaction i"
                    + " join contact c on c.id = i.contact_id where c.profiling_consent"
                    + " and i.at > ? and i.weight > 0 order by i.at desc, i.id limit ?")) {
      select.setTimestamp(1, Timestamp.from(Instant.now().minus(settings.window())));
      select.setInt(2, settings.maxInteractions());
      select.setFetchSize(10_000);
      Map<UUID, UUID> interned = new HashMap<>();
      List<Event> events = new ArrayList<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          UUID contact = r.getObject(1, UUID.class);
          UUID item = r.getObject(2, UUID.class);
          events.add(
              new Event(
                  interned.computeIfAbsent(contact, c -> c),
                  interned.computeIfAbsent(item, i -> i),
                  r.getDouble(3),
                  r.getTimestamp(4).toInstant()));
        }
      }
      return events;
    } catch (SQLException e) {
      throw new StoreException("interactions could not be read for training", e);
    }
  }

  long count() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from interaction i join contact c on c.id = i.contact_id"
                    + " where c.profiling_consent and i.weight > 0");
        ResultSet r = select.executeQuery()) {
      r.next();
      return r.getLong(1);
    } catch (SQLException e) {
      throw new StoreException("interactions could not be counted", e);
    }
  }

  /** A contact's interactions, newest first. */
  Page<InteractionView> list(UUID contactId, PageRequest page) {
    Cursor cursor = page.after(2);
    String sql =
        "select i.id, i.contact_id, i.item_id, t.sku, t.name, i.kind, i.weight, i.at, i.source"
            + " from interaction i join item t on t.id = i.item_id where i.contact_id = ?"
            + (cursor == null ? "" : " and (i.at, i.id) < (?, ?)")
            + " order by i.at desc, i.id desc limit ?";
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      int p = 1;
      select.setObject(p++, contactId);
      if (cursor != null) {
        select.setTimestamp(p++, Timestamp.from(cursor.instant(0)));
        select.setObject(p++, cursor.uuid(1));
      }
      select.setInt(p, page.limit() + 1);
      List<InteractionView> views = new ArrayList<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          views.add(
              new InteractionView(
                  r.getObject(1, UUID.class),
                  r.getObject(2, UUID.class),
                  r.getObject(3, UUID.class),
                  r.getString(4),
                  r.getString(5),
                  InteractionKind.valueOf(r.getString(6)),
                  r.getDouble(7),
                  r.getTimestamp(8).toInstant(),
                  r.getString(9)));
        }
      }
      return Page.of(views, page.limit(), one -> Cursor.of(one.at(), one.id()));
    } catch (SQLException e) {
      throw new StoreException("interactions could not be listed", e);
    }
  }

  private static void array(
      Connection connection, PreparedStatement statement, int place, String type, Object[] values)
      throws SQLException {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i] == null ? null : values[i].toString();
    }
    statement.setArray(place, connection.createArrayOf("text", texts));
  }
}
