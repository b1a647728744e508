package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was merged, while it can be taken back. */
@Dependent
class MergeLog {
  /** What a merge keeps is personal data: it is there for as long as somebody may notice. */
  static final int KEPT_DAYS = 90;

  private static final String SELECT =
      """
      select m.id, m.object, m.kept_id, m.merged_id, m.merged_at, m.merged_by, m.undone_at,
             m.undone_by,
             coalesce(a.name, btrim(c.first_name || ' ' || c.last_name)) as kept_name,
             coalesce(m.merged ->> 'name',
                      btrim((m.merged ->> 'first_name') || ' ' || (m.merged ->> 'last_name')))
               as merged_name,
             (select count(*) from record_merge_move x where x.merge_id = m.id) as moved
        from record_merge m
        left join account a on m.object = 'account' and a.id = m.kept_id
        left join contact c on m.object = 'contact' and c.id = m.kept_id
      """;

  private final Database database;

  @Inject
  MergeLog(Database database) {
    this.database = database;
  }

  MergeView get(UUID id) throws SQLException {
    return database.list(SELECT + " where m.id = ?", MergeLog::view, id).stream()
        .findFirst()
        .orElseThrow(() -> new RecordNotFoundException("merge", id));
  }

  /**
   * The newest first.
   *
   * @param by only those of this person; null: everybody's
   */
  Page<MergeView> list(String object, String by, PageRequest page) throws SQLException {
    Cursor after = page.after(2);
    String order = " order by m.merged_at desc, m.id limit ?";
    int limit = page.limit() + 1;
    String whose = " where m.object = ? and (?::text is null or m.merged_by = ?)";
    List<MergeView> found =
        after == null
            ? database.list(SELECT + whose + order, MergeLog::view, object, by, by, limit)
            : database.list(
                SELECT + whose + " and m.merged_at <= ? and (m.merged_at < ? or m.id > ?)" + order,
                MergeLog::view,
                object,
                by,
                by,
                after.instant(0),
                after.instant(0),
                after.uuid(1),
                limit);
    return Page.of(found, page.limit(), merge -> Cursor.of(merge.mergedAt(), merge.id()));
  }

  int forgetOld() throws SQLException {
    return database.update(
        "delete from record_merge where merged_at < now() - ? * interval '1 day'", KEPT_DAYS);
  }

  private static MergeView view(ResultSet row) throws SQLException {
    return new MergeView(
        row.getObject("id", UUID.class),
        row.getString("object"),
        row.getObject("kept_id", UUID.class),
        row.getString("kept_name"),
        row.getObject("merged_id", UUID.class),
        row.getString("merged_name"),
        row.getLong("moved"),
        instant(row.getTimestamp("merged_at")),
        row.getString("merged_by"),
        instant(row.getTimestamp("undone_at")),
        row.getString("undone_by"));
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
