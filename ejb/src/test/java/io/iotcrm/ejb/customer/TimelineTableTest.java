package io.iotcrm.ejb.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A timeline of 100,000 entries among as many of others. */
@ExtendWith(PostgresExtension.class)
class TimelineTableTest {
  private static final UUID LONG = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final int ENTRIES = 100_000;
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Pattern BUFFERS =
      Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?");

  private final Database database;
  private final TimelineTable table;

  TimelineTableTest(Database database) {
    this.database = database;
    this.table = new TimelineTable(database);
  }

  @BeforeAll
  static void aLongTimeline(DataSource source) throws SQLException {
    Rows rows = new Rows(source);
    rows.execute("insert into account (id, name) values (?, 'Long'), (?, 'Other')", LONG, OTHER);
    // One of a hundred is a consent; ten entries share each moment.
    rows.execute(
        """
        insert into timeline_entry (id, at, account_id, kind, title, detail, actor)
        select gen_random_uuid(), ?::timestamptz + (n / 20) * interval '1 minute',
               case n % 2 when 0 then ?::uuid else ?::uuid end,
               case when n % 200 = 0 then 'CONSENT_CHANGED' else 'BEHAVIOUR' end,
               'Entry ' || n / 2, case when n = 2468 then 'the Broken door' end, 'system'
          from generate_series(0, ?) n
        """,
        Timestamp.from(BEGIN), LONG, OTHER, 2 * ENTRIES - 1);
    rows.execute("analyze timeline_entry");
  }

  @Test
  void theFirstPageReadsLittle() throws SQLException {
    Plan plan = plan(of(Set.of(), null, null, null, null));

    assertThat(plan.text()).contains("timeline_account_kind").doesNotContain("Sort");
    assertThat(plan.buffers()).isLessThan(60);
  }

  @Test
  void aPageInTheMiddleReadsAsLittle() throws SQLException {
    Page<TimelineView> first =
        table.list(of(Set.of(), null, BEGIN.plusSeconds(300_000), null, null), List.of());

    Plan plan = plan(of(Set.of(), null, null, null, first.nextCursor()));

    assertThat(plan.text()).contains("timeline_account_kind").doesNotContain("Sort");
    assertThat(plan.buffers()).isLessThan(60);
  }

  @Test
  void kindsAreDecidedInTheIndex() throws SQLException {
    Plan plan =
        plan(of(EnumSet.of(Kind.CONSENT_CHANGED, Kind.DEAL_OPENED), null, null, null, null));

    assertThat(plan.text()).contains("timeline_account_kind").doesNotContain("Sort");
    // 51 rows, and the hundred times as many index entries between them.
    assertThat(plan.buffers()).isLessThan(250);
  }

  @Test
  void everyEntryIsOnOnePage() throws SQLException {
    Set<UUID> seen = new HashSet<>();
    List<Instant> times = new ArrayList<>();
    String cursor = null;
    do {
      Page<TimelineView> page =
          table.list(of(EnumSet.of(Kind.CONSENT_CHANGED), null, null, null, cursor), List.of());
      page.items().forEach(entry -> assertThat(seen.add(entry.id())).isTrue());
      page.items().forEach(entry -> times.add(entry.at()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).hasSize(ENTRIES / 100);
    assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void entriesOfOneMomentAreSplitBetweenPagesWithoutLoss() throws SQLException {
    Instant to = BEGIN.plusSeconds(60);
    TimelineQuery first =
        new TimelineQuery(LONG, null, null, null, null, null, to, null, PageRequest.first(7));
    Page<TimelineView> page = table.list(first, List.of());
    TimelineQuery second =
        new TimelineQuery(
            LONG, null, null, null, null, null, to, null, new PageRequest(7, page.nextCursor()));
    Page<TimelineView> rest = table.list(second, List.of());

    assertThat(page.items()).hasSize(7);
    assertThat(rest.items()).hasSize(3);
    assertThat(rest.nextCursor()).isNull();
  }

  @Test
  void findsATextInAnyCase() throws SQLException {
    assertThat(table.list(of(Set.of(), null, null, "broken DOOR", null), List.of()).items())
        .extracting(TimelineView::title)
        .containsExactly("Entry 1234");
    assertThat(table.list(of(Set.of(), null, null, "100%_", null), List.of()).items()).isEmpty();
  }

  @Test
  void keepsToThePeriod() throws SQLException {
    Instant from = BEGIN.plusSeconds(600);
    Instant to = BEGIN.plusSeconds(720);

    assertThat(table.list(of(Set.of(), from, to, null, null), List.of()).items())
        .hasSize(20)
        .allMatch(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to));
  }

  private static TimelineQuery of(
      Set<Kind> kinds, Instant from, Instant to, String q, String cursor) {
    return new TimelineQuery(
        LONG, null, null, null, kinds, from, to, q, new PageRequest(50, cursor));
  }

  private record Plan(String text, int buffers) {}

  private Plan plan(TimelineQuery query) throws SQLException {
    TimelineTable.Statement statement = TimelineTable.statement(query, query.page(), List.of());
    String sql = "explain (analyze, buffers) " + statement.sql();
    return database.call(
        connection -> {
          try (PreparedStatement explain = connection.prepareStatement(sql)) {
            for (int i = 0; i < statement.values().size(); i++) {
              Object value = statement.values().get(i);
              explain.setObject(i + 1, value instanceof Instant at ? Timestamp.from(at) : value);
            }
            StringBuilder lines = new StringBuilder();
            try (ResultSet row = explain.executeQuery()) {
              while (row.next()) {
                lines.append(row.getString(1)).append('\n');
              }
            }
            return new Plan(lines.toString(), buffers(lines));
          }
        });
  }

  /** Of the whole statement: the first line that names them. */
  private static int buffers(CharSequence plan) {
    Matcher found = BUFFERS.matcher(plan);
    assertThat(found.find()).as(plan.toString()).isTrue();
    return number(found.group(1)) + number(found.group(2));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
