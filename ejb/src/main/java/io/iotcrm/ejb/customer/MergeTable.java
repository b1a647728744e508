package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.CustomValues;
import io.iotcrm.domain.customer.MergeRule;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes two records one, and takes it back. All statements of a merge belong into one transaction,
 * which is the caller's.
 */
@Dependent
class MergeTable {
  private final Database database;
  private final MergeCatalogue catalogue;

  @Inject
  MergeTable(Database database) {
    this.database = database;
    this.catalogue = new MergeCatalogue(database);
  }

  /**
   * Moves everything that names the one record to the other, and removes it.
   *
   * @param object {@code account} or {@code contact}
   * @param take the fields of which the value of the record that goes is wanted
   * @return the id under which it can be taken back
   */
  UUID merge(String object, UUID kept, UUID merged, Set<String> take, String by)
      throws SQLException {
    MergeRule.fields(object);
    if (kept.equals(merged)) {
      throw new InvalidInputException("/mergedId", "must be another record");
    }
    // In the order of the ids, so that two who merge the same two the other way round do not lock.
    boolean keptFirst = kept.compareTo(merged) < 0;
    JsonObject one = lock(object, keptFirst ? kept : merged);
    JsonObject other = lock(object, keptFirst ? merged : kept);
    JsonObject before = keptFirst ? one : other;
    JsonObject gone = keptFirst ? other : one;
    JsonObject changed = MergeRule.changes(object, before, gone, take);
    UUID id = Ids.next();
    database.update(
        "insert into record_merge (id, object, kept_id, merged_id, kept_before, changed, merged,"
            + " merged_by) values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)",
        id,
        object,
        kept,
        merged,
        before.toString(),
        changed.toString(),
        gone.toString(),
        by);
    for (MergeCatalogue.Reference reference : catalogue.references(object)) {
      makeRoom(id, reference, kept, merged);
      move(id, reference, kept, merged);
    }
    database.update("delete from " + object + " where id = ?", merged);
    change(object, kept, changed);
    database.update(
        "delete from duplicate_pair where object = ? and (first_id = ? or second_id = ?)",
        object,
        merged,
        merged);
    return id;
  }

  /**
   * Takes a merge back: the record is there again with everything that moved and is still where it
   * went, and the kept record has its values of before, but for those that were changed since.
   *
   * @throws InvalidInputException it was taken back before
   */
  void undo(UUID id, String by) throws SQLException {
    int mine =
        database.update(
            "update record_merge set undone_at = now(), undone_by = ?"
                + " where id = ? and undone_at is null",
            by,
            id);
    List<Stored> found =
        database.list(
            "select object, kept_id, merged_id, kept_before::text, changed::text, merged::text"
                + " from record_merge where id = ?",
            row ->
                new Stored(
                    row.getString(1),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    CustomValues.object(row.getString(4)),
                    CustomValues.object(row.getString(5)),
                    row.getString(6)),
            id);
    if (found.isEmpty()) {
      throw new RecordNotFoundException("merge", id);
    }
    if (mine == 0) {
      throw new InvalidInputException("", "was taken back already");
    }
    Stored merge = found.get(0);
    JsonObject now = lock(merge.object(), merge.kept());
    change(merge.object(), merge.kept(), MergeRule.restored(merge.before(), merge.changed(), now));
    insert(merge.object(), "select ?::jsonb as removed", merge.merged());
    for (MergeCatalogue.Reference reference : catalogue.references(merge.object())) {
      moveBack(id, reference, merge);
      insert(
          reference.table(),
          "select removed from record_merge_move where merge_id = ? and table_name = ?"
              + " and column_name = ? and removed is not null",
          id,
          reference.table(),
          reference.column());
    }
  }

  private record Stored(
      String object, UUID kept, UUID gone, JsonObject before, JsonObject changed, String merged) {}

  private JsonObject lock(String table, UUID id) throws SQLException {
    List<String> found =
        database.list(
            "select (to_jsonb(t) - 'search_text')::text from "
                + table
                + " t where id = ? for update",
            row -> row.getString(1),
            id);
    if (found.isEmpty()) {
      throw new RecordNotFoundException(table, id);
    }
    return CustomValues.object(found.get(0));
  }

  /** Where there can be only one of the two, that of the kept record stays. */
  private void makeRoom(UUID id, MergeCatalogue.Reference at, UUID kept, UUID merged)
      throws SQLException {
    for (List<String> others : catalogue.uniqueWith(at)) {
      String same =
          others.stream()
              .map(column -> " and k.%1$s is not distinct from m.%1$s".formatted(column))
              .collect(Collectors.joining());
      database.update(
          """
          with gone as (
            delete from %1$s m where m.%2$s = ?
               and exists (select 1 from %1$s k where k.%2$s = ?%3$s)
            returning to_jsonb(m) as removed)
          insert into record_merge_move (merge_id, table_name, column_name, removed)
          select ?, ?, ?, removed from gone
          """
              .formatted(at.table(), at.column(), same),
          merged,
          kept,
          id,
          at.table(),
          at.column());
    }
  }

  private void move(UUID id, MergeCatalogue.Reference at, UUID kept, UUID merged)
      throws SQLException {
    String key =
        catalogue.primaryKey(at.table()).stream()
            .map(column -> "'%1$s', m.%1$s".formatted(column.name()))
            .collect(Collectors.joining(", "));
    database.update(
        """
        with moved as (
          update %1$s m set %2$s = ?%4$s where m.%2$s = ?
          returning jsonb_build_object(%3$s) as row_key)
        insert into record_merge_move (merge_id, table_name, column_name, row_key)
        select ?, ?, ?, row_key from moved
        """
            .formatted(at.table(), at.column(), key, touched(at)),
        kept,
        merged,
        id,
        at.table(),
        at.column());
  }

  private void moveBack(UUID id, MergeCatalogue.Reference at, Stored merge) throws SQLException {
    String key =
        catalogue.primaryKey(at.table()).stream()
            .map(c -> " and m.%1$s = (x.row_key ->> '%1$s')::%2$s".formatted(c.name(), c.type()))
            .collect(Collectors.joining());
    database.update(
        """
        update %1$s m set %2$s = ?%4$s from record_merge_move x
         where x.merge_id = ? and x.table_name = ? and x.column_name = ?
           and x.row_key is not null and m.%2$s = ?%3$s
        """
            .formatted(at.table(), at.column(), key, touched(at)),
        merge.gone(),
        id,
        at.table(),
        at.column(),
        merge.kept());
  }

  /** Who keeps devices in memory finds those that were changed by the time of their change. */
  private static String touched(MergeCatalogue.Reference at) {
    return at.table().equals("device") ? ", updated_at = now(), version = version + 1" : "";
  }

  /**
   * Writes rows again that were removed.
   *
   * @param removed SQL of the rows as JSON, in a column {@code removed}
   */
  private void insert(String table, String removed, Object... values) throws SQLException {
    String columns = catalogue.stored(table);
    database.update(
        """
        insert into %1$s (%2$s) overriding system value
        select %2$s from (%3$s) x cross join lateral jsonb_populate_record(null::%1$s, x.removed)
        on conflict do nothing
        """
            .formatted(table, columns, removed),
        values);
  }

  private void change(String table, UUID id, JsonObject changed) throws SQLException {
    String columns = changed.keySet().stream().sorted().collect(Collectors.joining(", "));
    String set =
        changed.isEmpty()
            ? ""
            : "(%1$s) = row(%2$s), "
                .formatted(
                    columns,
                    changed.keySet().stream()
                        .sorted()
                        .map(column -> "x." + column)
                        .collect(Collectors.joining(", ")));
    database.update(
        "update %1$s t set %2$sversion = t.version + 1, updated_at = now()".formatted(table, set)
            + " from jsonb_populate_record(null::%s, ?::jsonb) x where t.id = ?".formatted(table),
        changed.toString(),
        id);
  }
}
