package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Timelines in SQL. A page costs the same at the beginning and at the end of a long timeline: the
 * index has the order of the list, and the cursor is where a page begins in it.
 */
@Dependent
class TimelineTable {
  private static final String SELECT =
      "select id, at, account_id, contact_id, lead_id, device_id, kind, title, detail, ref_type,"
          + " ref_id, actor from timeline_entry where ";

  private final Database database;

  @Inject
  TimelineTable(Database database) {
    this.database = database;
  }

  /**
   * @param within conditions on the entries that the caller may see; all have to hold
   */
  Page<TimelineView> list(TimelineQuery query, List<ReachSql> within) throws SQLException {
    PageRequest page = query.page() == null ? PageRequest.first() : query.page();
    Statement statement = statement(query, page, within);
    List<TimelineView> found =
        database.list(statement.sql(), TimelineTable::view, statement.values().toArray());
    return Page.of(found, page.limit(), entry -> Cursor.of(entry.at(), entry.id()));
  }

  /** What is asked of the database, with the values of its parameters. */
  record Statement(String sql, List<Object> values) {}

  static Statement statement(TimelineQuery query, PageRequest page, List<ReachSql> within) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    filter(conditions, values, "account_id = ?", query.accountId());
    filter(conditions, values, "contact_id = ?", query.contactId());
    filter(conditions, values, "lead_id = ?", query.leadId());
    filter(conditions, values, "device_id = ?", query.deviceId());
    if (!query.kinds().isEmpty()) {
      String kinds = query.kinds().stream().map(Enum::name).collect(Collectors.joining(","));
      filter(conditions, values, "kind = any(string_to_array(?, ','))", kinds);
    }
    filter(conditions, values, "at >= ?", query.from());
    filter(conditions, values, "at < ?", query.to());
    if (query.q() != null) {
      String pattern = "%" + query.q().replaceAll("([\\\\%_])", "\\\\$1") + "%";
      conditions.add("(title ilike ? or coalesce(detail, '') ilike ?)");
      values.add(pattern);
      values.add(pattern);
    }
    for (ReachSql condition : within) {
      conditions.add(condition.condition());
      values.addAll(condition.values());
    }
    Cursor after = page.after(2);
    if (after != null) {
      // The first condition is what bounds the walk through the index.
      conditions.add("at <= ? and (at < ? or id > ?)");
      values.add(after.instant(0));
      values.add(after.instant(0));
      values.add(after.uuid(1));
    }
    String sql = SELECT + String.join(" and ", conditions) + " order by at desc, id limit ?";
    values.add(page.limit() + 1);
    return new Statement(sql, values);
  }

  private static void filter(
      List<String> conditions, List<Object> values, String condition, Object value) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
  }

  private static TimelineView view(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp("at");
    return new TimelineView(
        row.getObject("id", UUID.class),
        at.toInstant(),
        row.getObject("account_id", UUID.class),
        row.getObject("contact_id", UUID.class),
        row.getObject("lead_id", UUID.class),
        row.getString("device_id"),
        TimelineEntry.Kind.valueOf(row.getString("kind")),
        row.getString("title"),
        row.getString("detail"),
        row.getString("ref_type"),
        row.getString("ref_id"),
        row.getString("actor"));
  }
}
