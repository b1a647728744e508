package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.OutageException;
import java.util.List;
import java.util.function.Function;

/** Statements of this feature: a refusal is an outage. */
final class Sql {
  private final Database database;

  Sql(Database database) {
    this.database = database;
  }

  /**
   * @return how many rows were changed
   * @throws OutageException also where the database refuses
   */
  int update(String sql, Object... values) {
    return Database.answer(() -> database.update(sql, values));
  }

  <T> List<T> list(Database.RowReader<T> reader, String sql, Object... values) {
    return Database.answer(() -> database.list(sql, reader, values));
  }

  /**
   * A page of what was made, newest first.
   *
   * @param select names {@code created_at} and {@code id}, and has no conditions
   * @param position the cursor of those two of a row
   */
  <T> Page<T> newestFirst(
      Database.RowReader<T> reader, String select, PageRequest page, Function<T, String> position) {
    Cursor after = page.after(2);
    String order = " order by created_at desc, id limit " + (page.limit() + 1);
    List<T> rows =
        after == null
            ? list(reader, select + order)
            : list(
                reader,
                select + " where created_at < ? or created_at = ? and id > ?" + order,
                after.instant(0),
                after.instant(0),
                after.uuid(1));
    return Page.of(rows, page.limit(), position);
  }
}
