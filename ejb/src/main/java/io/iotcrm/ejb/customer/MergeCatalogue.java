package io.iotcrm.ejb.customer;

import io.iotcrm.ejb.platform.Database;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the database says that records of a kind are referred to. It is asked anew for each merge,
 * so that no table can be forgotten.
 */
final class MergeCatalogue {
  private static final String REFERENCES =
      """
      select c.conrelid::regclass::text, a.attname
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.confrelid = ?::regclass and cardinality(c.conkey) = 1
         and c.conparentid = 0
       order by 1, 2
      """;

  private static final String PRIMARY_KEY =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod)
        from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
       where i.indrelid = ?::regclass and i.indisprimary
       order by a.attnum
      """;

  /** The other columns of each unique index that a column is part of; partial ones do not count. */
  private static final String UNIQUE_WITH =
      """
      select coalesce(string_agg(a.attname, ',') filter (where a.attname <> ?), '')
        from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
       where i.indrelid = ?::regclass and i.indisunique and i.indpred is null
         and i.indexprs is null
       group by i.indexrelid
      having bool_or(a.attname = ?)
      """;

  private static final String STORED =
      """
      select string_agg(quote_ident(attname), ', ' order by attnum)
        from pg_attribute
       where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      """;

  private final Database database;

  MergeCatalogue(Database database) {
    this.database = database;
  }

  /** A column of a table that names records of the kind. */
  record Reference(String table, String column) {}

  record KeyColumn(String name, String type) {}

  List<Reference> references(String table) throws SQLException {
    return database.list(
        REFERENCES, row -> new Reference(row.getString(1), row.getString(2)), table);
  }

  List<KeyColumn> primaryKey(String table) throws SQLException {
    return database.list(
        PRIMARY_KEY, row -> new KeyColumn(row.getString(1), row.getString(2)), table);
  }

  List<List<String>> uniqueWith(Reference reference) throws SQLException {
    return database.list(
        UNIQUE_WITH,
        row -> Arrays.stream(row.getString(1).split(",")).filter(c -> !c.isEmpty()).toList(),
        reference.column(),
        reference.table(),
        reference.column());
  }

  /** The columns that a row is written with: all but those that the database computes. */
  String stored(String table) throws SQLException {
    return database.list(STORED, row -> row.getString(1), table).get(0);
  }
}
