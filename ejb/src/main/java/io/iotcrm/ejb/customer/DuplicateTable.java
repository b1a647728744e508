package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.DuplicatePairView.Side;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pairs of stored records that may be the same, and how far the search for them has come. */
@Dependent
class DuplicateTable {
  /** Less alike than this, and a list of pairs would be a list of namesakes. */
  static final double LEAST = 0.6;

  private static final String CHANGED_ACCOUNTS =
      "select id, updated_at, null as person, left(name, 300) as company, null as email,"
          + " left(phone, 300) as phone, left(website, 300) as website from account";
  private static final String CHANGED_CONTACTS =
      "select id, updated_at, left(btrim(first_name || ' ' || last_name), 300) as person,"
          + " null as company, left(email, 300) as email, left(phone, 300) as phone,"
          + " null as website from contact";

  /** What is being written may come with an earlier time than what is there already. */
  private static final String SINCE =
      " where (updated_at, id) > (?, ?) and updated_at < now() - interval '10 seconds'"
          + " order by updated_at, id limit ?";

  private static final String FOUND =
      """
      insert into duplicate_pair (id, object, first_id, second_id, likeness, reasons)
      values (?, ?, least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), ?, ?)
      on conflict (object, first_id, second_id) do update
        set likeness = excluded.likeness, reasons = excluded.reasons
        where duplicate_pair.state = 'OPEN'
      """;

  private static final String NO_LONGER =
      """
      delete from duplicate_pair
       where object = ? and state = 'OPEN' and (first_id = ? or second_id = ?)
         and not (first_id = any (string_to_array(?, ',')::uuid[]))
         and not (second_id = any (string_to_array(?, ',')::uuid[]))
      """;

  private final Database database;
  private final LikenessTable likeness;

  @Inject
  DuplicateTable(Database database, LikenessTable likeness) {
    this.database = database;
    this.likeness = likeness;
  }

  private record Changed(UUID id, Instant at, LikenessQuery query) {}

  /**
   * Looks at the records that were changed since the last time.
   *
   * @param batch at most so many
   * @return how many were looked at; less than the batch: that was all
   */
  int scan(LikenessSource source, int batch) throws SQLException {
    String object = source.kind();
    List<Changed> changed = changed(source, batch);
    for (Changed one : changed) {
      List<Likeness> found =
          likeness.ofKind(source, one.query()).stream()
              .filter(other -> other.likeness() >= LEAST)
              .toList();
      for (Likeness other : found) {
        database.update(
            FOUND,
            Ids.next(),
            object,
            one.id(),
            other.id(),
            one.id(),
            other.id(),
            BigDecimal.valueOf(other.likeness()).setScale(3, RoundingMode.HALF_UP),
            other.reasons().stream().map(Enum::name).collect(Collectors.joining(",")));
      }
      String still = found.stream().map(o -> o.id().toString()).collect(Collectors.joining(","));
      database.update(NO_LONGER, object, one.id(), one.id(), still, still);
    }
    if (!changed.isEmpty()) {
      Changed last = changed.get(changed.size() - 1);
      database.update(
          "insert into duplicate_scan (object, at, id) values (?, ?, ?)"
              + " on conflict (object) do update set at = excluded.at, id = excluded.id",
          object,
          last.at(),
          last.id());
    }
    return changed.size();
  }

  private List<Changed> changed(LikenessSource source, int batch) throws SQLException {
    List<Object[]> last =
        database.list(
            "select at, id from duplicate_scan where object = ?",
            row -> new Object[] {row.getTimestamp(1).toInstant(), row.getObject(2)},
            source.kind());
    Object[] since = last.isEmpty() ? new Object[] {Instant.EPOCH, new UUID(0, 0)} : last.get(0);
    String select = source == LikenessSource.ACCOUNT ? CHANGED_ACCOUNTS : CHANGED_CONTACTS;
    return database.list(select + SINCE, DuplicateTable::changed, since[0], since[1], batch);
  }

  private static Changed changed(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Changed(
        id,
        row.getTimestamp("updated_at").toInstant(),
        new LikenessQuery(
            row.getString("person"),
            row.getString("company"),
            row.getString("email"),
            row.getString("phone"),
            row.getString("website"),
            id));
  }

  long open() throws SQLException {
    return database
        .list("select count(*) from duplicate_pair where state = 'OPEN'", row -> row.getLong(1))
        .get(0);
  }

  private record Pair(
      UUID id, UUID first, UUID second, BigDecimal likeness, String reasons, Instant foundAt) {}

  /**
   * Open pairs, the most alike first; those of which a record is gone are left out.
   *
   * @param within a condition on the records, {@code r}, that the caller may see
   */
  Page<DuplicatePairView> list(LikenessSource source, ReachSql within, PageRequest page)
      throws SQLException {
    Cursor after = page.after(2);
    String select =
        "select id, first_id, second_id, likeness, reasons, found_at from duplicate_pair"
            + " where object = ? and state = 'OPEN'";
    String order = " order by likeness desc, id limit ?";
    int limit = page.limit() + 1;
    List<Pair> pairs =
        after == null
            ? database.list(select + order, DuplicateTable::pair, source.kind(), limit)
            : database.list(
                select + " and likeness <= ? and (likeness < ? or id > ?)" + order,
                DuplicateTable::pair,
                source.kind(),
                likeness(after),
                likeness(after),
                after.uuid(1),
                limit);
    Map<UUID, Side> sides = sides(source, within, pairs);
    Page<Pair> found = Page.of(pairs, page.limit(), pair -> Cursor.of(pair.likeness(), pair.id()));
    return new Page<>(
        found.items().stream()
            .filter(pair -> sides.containsKey(pair.first()) && sides.containsKey(pair.second()))
            .map(pair -> view(source, pair, sides))
            .toList(),
        found.nextCursor());
  }

  private static BigDecimal likeness(Cursor after) {
    try {
      return new BigDecimal(after.text(0));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("/cursor", "is not a cursor of this list");
    }
  }

  private static Pair pair(ResultSet row) throws SQLException {
    Timestamp foundAt = row.getTimestamp("found_at");
    return new Pair(
        row.getObject("id", UUID.class),
        row.getObject("first_id", UUID.class),
        row.getObject("second_id", UUID.class),
        row.getBigDecimal("likeness"),
        row.getString("reasons"),
        foundAt.toInstant());
  }

  private Map<UUID, Side> sides(LikenessSource source, ReachSql within, List<Pair> pairs)
      throws SQLException {
    String ids =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.first(), pair.second()))
            .map(UUID::toString)
            .distinct()
            .collect(Collectors.joining(","));
    List<Object> values = new ArrayList<>();
    values.add(ids);
    values.addAll(within.values());
    Map<UUID, Side> sides = new HashMap<>();
    database
        .list(
            source.describing(within.condition()),
            row ->
                new Side(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getString("detail")),
            values.toArray())
        .forEach(side -> sides.put(side.id(), side));
    return sides;
  }

  private static DuplicatePairView view(LikenessSource source, Pair pair, Map<UUID, Side> sides) {
    return new DuplicatePairView(
        pair.id(),
        source.kind(),
        sides.get(pair.first()),
        sides.get(pair.second()),
        pair.likeness(),
        Arrays.stream(pair.reasons().split(",")).map(Likeness.Reason::valueOf).toList(),
        pair.foundAt());
  }

  /**
   * They are two: the pair is not shown again.
   *
   * @return whether it was open
   */
  boolean dismiss(UUID id, String by) throws SQLException {
    return database.update(
            "update duplicate_pair set state = 'DISMISSED', decided_at = now(), decided_by = ?"
                + " where id = ? and state = 'OPEN'",
            by,
            id)
        == 1;
  }
}
