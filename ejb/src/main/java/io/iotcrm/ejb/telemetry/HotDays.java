package io.iotcrm.ejb.telemetry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The days that have a table of rows.
 *
 * @param open days that are written to
 * @param closing days on their way into chunks
 * @param closed days that were closed at least once
 */
record HotDays(
    NavigableSet<LocalDate> open, NavigableSet<LocalDate> closing, NavigableSet<LocalDate> closed) {

  HotDays {
    open = Collections.unmodifiableNavigableSet(open);
    closing = Collections.unmodifiableNavigableSet(closing);
    closed = Collections.unmodifiableNavigableSet(closed);
  }

  /** One look into the catalogue; what moves on meanwhile is seen in the place it came from. */
  static HotDays read(Connection connection) throws SQLException {
    String sql =
        """
        select i.inhparent = 'reading'::regclass, right(c.relname, 8)
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('reading'::regclass, 'reading_closing'::regclass)
        union all
        select null, to_char(day, 'YYYYMMDD') from telemetry_day
        """;
    NavigableSet<LocalDate> open = new TreeSet<>();
    NavigableSet<LocalDate> closing = new TreeSet<>();
    NavigableSet<LocalDate> closed = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        LocalDate day = LocalDate.parse(row.getString(2), DateTimeFormatter.BASIC_ISO_DATE);
        Boolean written = row.getObject(1, Boolean.class);
        (written == null ? closed : written ? open : closing).add(day);
      }
    }
    return new HotDays(open, closing, closed);
  }

  /** Whether nothing of the day is in rows. */
  boolean isOnlyInChunks(LocalDate day) {
    return !open.contains(day) && !closing.contains(day);
  }

  /** Whether all of the day is in the rows of one table. */
  boolean isOnlyInRows(LocalDate day) {
    return !closed.contains(day) && open.contains(day) != closing.contains(day);
  }
}
