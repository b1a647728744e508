package io.iotcrm.ejb.support;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.support.TicketMergeView;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves what belongs to a ticket to another one, and back. Everything in the caller's transaction.
 */
@ApplicationScoped
public class TicketMergeTable {
  /** By table: the column that names the ticket. Written here and nowhere else. */
  private static final Map<String, String> COLUMNS = columns();

  private static final String SELECT =
      "select m.id, m.from_id, t.number, t.subject, m.into_id, m.merged_by, m.merged_at,"
          + " m.undone_by, m.undone_at, m.from_status, m.moved"
          + " from ticket_merge m join ticket t on t.id = m.from_id ";

  private final Database database;

  /** For the container. */
  protected TicketMergeTable() {
    this(null);
  }

  @Inject
  public TicketMergeTable(Database database) {
    this.database = database;
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("ticket_comment", "ticket_id");
    columns.put("task", "ticket_id");
    columns.put("alarm", "ticket_id");
    columns.put("alarm_group", "ticket_id");
    columns.put("timeline_entry", "ref_id");
    return columns;
  }

  /**
   * What is kept of a merge.
   *
   * @param status of the ticket before
   * @param movedJson ids by table
   */
  public record Kept(TicketMergeView view, TicketStatus status, String movedJson) {}

  /** Moves comments, tasks, alarms (and with them their commands), storms and the timeline. */
  public void merge(UUID id, UUID from, UUID into, TicketStatus status, String by)
      throws SQLException {
    JsonObjectBuilder moved = JSON.createObjectBuilder();
    for (Map.Entry<String, String> place : COLUMNS.entrySet()) {
      JsonArrayBuilder ids = JSON.createArrayBuilder();
      for (UUID row : move(place.getKey(), place.getValue(), from, into)) {
        ids.add(row.toString());
      }
      moved.add(place.getKey(), ids);
    }
    database.update(
        "insert into ticket_merge (id, from_id, into_id, from_status, moved, merged_by)"
            + " values (?, ?, ?, ?, ?::jsonb, ?)",
        id,
        from,
        into,
        status.name(),
        moved.build().toString(),
        by);
  }

  private List<UUID> move(String table, String column, UUID from, UUID into) throws SQLException {
    boolean timeline = column.equals("ref_id");
    String sql =
        "update %s set %s = ? where %s = ?%s returning id"
            .formatted(table, column, column, timeline ? " and ref_type = 'ticket'" : "");
    return database.list(
        sql,
        row -> row.getObject(1, UUID.class),
        timeline ? into.toString() : into,
        timeline ? from.toString() : from);
  }

  /** Moves back what still is where it was moved to. */
  public void undo(Kept merge, String by) throws SQLException {
    UUID from = merge.view().fromId();
    UUID into = merge.view().intoId();
    try (JsonReader reader = JSON.createReader(new StringReader(merge.movedJson()))) {
      JsonObject moved = reader.readObject();
      for (Map.Entry<String, String> place : COLUMNS.entrySet()) {
        moveBack(place.getKey(), place.getValue(), ids(moved, place.getKey()), from, into);
      }
    }
    database.update(
        "update ticket_merge set undone_by = ?, undone_at = now() where id = ?",
        by,
        merge.view().id());
  }

  private static String ids(JsonObject moved, String table) {
    return "{"
        + String.join(",", moved.getJsonArray(table).getValuesAs(JsonString::getString))
        + "}";
  }

  private void moveBack(String table, String column, String ids, UUID from, UUID into)
      throws SQLException {
    boolean timeline = column.equals("ref_id");
    database.update(
        "update %s set %s = ? where %s = ? and id = any (?::uuid[])"
            .formatted(table, column, column),
        timeline ? from.toString() : from,
        timeline ? into.toString() : into,
        ids);
  }

  /** What was merged into a ticket, the newest first; undone ones too. */
  public List<TicketMergeView> into(UUID ticketId) throws SQLException {
    return database.list(
        SELECT + "where m.into_id = ? order by m.merged_at desc, m.id limit 200",
        row -> kept(row).view(),
        ticketId);
  }

  /** One that is not undone; held against others until the transaction ends. */
  public Optional<Kept> open(UUID id) throws SQLException {
    return database
        .list(
            SELECT + "where m.id = ? and m.undone_at is null for update of m",
            TicketMergeTable::kept,
            id)
        .stream()
        .findFirst();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new TicketMergeView(
            row.getObject(1, UUID.class),
            row.getObject(2, UUID.class),
            row.getLong(3),
            row.getString(4),
            row.getObject(5, UUID.class),
            row.getString(6),
            NativeRows.instant(row.getTimestamp(7)),
            row.getString(8),
            NativeRows.instant(row.getTimestamp(9))),
        TicketStatus.valueOf(row.getString(10)),
        row.getString(11));
  }
}
