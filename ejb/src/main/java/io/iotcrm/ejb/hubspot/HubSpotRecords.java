package io.iotcrm.ejb.hubspot;

import io.iotcrm.domain.hubspot.HubSpotContactView;
import io.iotcrm.domain.hubspot.HubSpotContactView.State;
import io.iotcrm.domain.hubspot.HubSpotRequestView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.NativeRows;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What was sent to HubSpot, and where each contact stands. */
@ApplicationScoped
public class HubSpotRecords implements RequestLog {
  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private HubSpotSettings settings;

  @Override
  public void add(Entry entry) {
    update(
        "insert into hubspot_request (id, mode, method, path, body, contacts, status, error)"
            + " values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
        Ids.next(),
        entry.sent() ? "SENT" : "RECORDED",
        entry.method(),
        entry.path(),
        entry.body(),
        entry.contacts(),
        entry.status(),
        entry.error());
  }

  void accepted(UUID contact, String hubSpotId, String hash, boolean sent) {
    update(
        "update hubspot_contact set state = ?, hubspot_id = coalesce(nullif(?, ''), hubspot_id),"
            + " payload_hash = ?, last_synced_at = now(), last_error = null, waiting_since = null"
            + " where contact_id = ?",
        (sent ? State.IN_STEP : State.RECORDED).name(),
        hubSpotId,
        hash,
        contact);
  }

  void refused(UUID contact, String hash, String why) {
    update(
        "update hubspot_contact set state = 'REFUSED', payload_hash = ?, last_error = ?,"
            + " waiting_since = null where contact_id = ?",
        hash,
        why,
        contact);
  }

  /** Forgets that a contact waits: it may not be sent any more, or is gone. */
  void dropped(UUID contact) {
    update("delete from hubspot_contact where contact_id = ? and state = 'WAITING'", contact);
  }

  void clearOldRequests() {
    update(
        "delete from hubspot_request where at < ?",
        Timestamp.from(Instant.now().minus(settings.keepRequests())));
    update("delete from hubspot_usage where hour < now() - interval '7 days'");
  }

  Map<State, Long> counts() {
    Map<State, Long> counts = new EnumMap<>(State.class);
    query(
        "select state, count(*) from hubspot_contact group by state",
        r -> counts.put(State.valueOf(r.getString(1)), r.getLong(2)));
    return counts;
  }

  Optional<Instant> lastRequestAt() {
    List<Instant> last = new ArrayList<>();
    query(
        "select at from hubspot_request order by at desc limit 1",
        r -> last.add(r.getTimestamp(1).toInstant()));
    return last.stream().findFirst();
  }

  Optional<HubSpotContactView> contact(UUID contactId) {
    List<HubSpotContactView> found = new ArrayList<>();
    query(
        "select contact_id, hubspot_id, state, last_synced_at, last_error from hubspot_contact"
            + " where contact_id = ?",
        r ->
            found.add(
                new HubSpotContactView(
                    r.getObject(1, UUID.class),
                    r.getString(2),
                    State.valueOf(r.getString(3)),
                    NativeRows.instant(r.getTimestamp(4)),
                    r.getString(5))),
        contactId);
    return found.stream().findFirst();
  }

  Page<HubSpotRequestView> requests(PageRequest page) {
    Cursor cursor = page.after(2);
    List<Object> parameters = new ArrayList<>();
    if (cursor != null) {
      parameters.add(Timestamp.from(cursor.instant(0)));
      parameters.add(cursor.uuid(1));
    }
    parameters.add(page.limit() + 1);
    List<HubSpotRequestView> views = new ArrayList<>();
    query(
        "select id, at, mode, method, path, body, contacts, status, error from hubspot_request"
            + (cursor == null ? "" : " where (at, id) < (?, ?)")
            + " order by at desc, id desc limit ?",
        r ->
            views.add(
                new HubSpotRequestView(
                    r.getObject(1, UUID.class),
                    r.getTimestamp(2).toInstant(),
                    r.getString(3),
                    r.getString(4),
                    r.getString(5),
                    r.getString(6),
                    r.getInt(7),
                    r.getObject(8, Integer.class),
                    r.getString(9))),
        parameters.toArray());
    return Page.of(views, page.limit(), request -> Cursor.of(request.at(), request.id()));
  }

  private interface Row {
    void read(ResultSet r) throws SQLException;
  }

  private void query(String sql, Row row, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          row.read(r);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the state of the HubSpot sync could not be read", e);
    }
  }

  private void update(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, parameters);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the state of the HubSpot sync could not be written", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
