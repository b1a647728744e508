package io.iotcrm.ejb.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.search.SearchHit;
import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class SearchTableTest {
  private static final SearchScope ALL = new SearchScope(ReachSql.of(Reach.EVERYTHING), false);
  private static final Function<SearchKind, Optional<SearchScope>> EVERYTHING =
      kind -> Optional.of(ALL);
  private final SearchTable table;
  private final Database database;

  SearchTableTest(Database database) {
    this.database = database;
    this.table = new SearchTable(database);
  }

  @BeforeAll
  static void records(DataSource source) throws SQLException {
    Rows rows = new Rows(source);
    UUID account = UUID.randomUUID();
    rows.execute(
        "insert into account (id, name, city, website) values (?, 'Nordwind Märkte', 'Hamburg',"
            + " 'nordwind.example')",
        account);
    rows.execute(
        "insert into contact (id, account_id, first_name, last_name, email, phone, external_id)"
            + " values (?, ?, 'Anna', 'Schmidt', 'anna.schmidt@nordwind.example',"
            + " '+49 170 / 123-4567', 'K-1007')",
        UUID.randomUUID(),
        account);
    rows.execute(
        "insert into contact (id, first_name, last_name) values (?, 'Annabel', 'Berg')",
        UUID.randomUUID());
    rows.execute(
        "insert into lead (id, first_name, last_name, company, source, status, score)"
            + " values (?, 'Jens', 'Nordmann', 'Kühlhaus Nord', 'WEB', 'NEW', 10)",
        UUID.randomUUID());
    rows.execute(
        "insert into deal (id, name, account_id, stage_since, stage_id)"
            + " select ?, 'Freezer doors', ?, now(), id from pipeline_stage where key = 'NEW'",
        UUID.randomUUID(),
        account);
    rows.execute(
        "insert into ticket (id, subject, description, status, priority, account_id)"
            + " values (?, 'Too warm', 'The freezer in aisle 4 does not close 100%', 'NEW', 'HIGH', ?)",
        UUID.randomUUID(), account);
    rows.execute(
        "insert into task (id, subject, status) values (?, 'Call about the freezer', 'OPEN')",
        UUID.randomUUID());
    rows.execute("insert into campaign (id, name) values (?, 'Freezer weeks')", UUID.randomUUID());
    rows.execute(
        "insert into item (id, sku, name, category) values (?, 'FZ-1', 'Freezer bag', 'home')",
        UUID.randomUUID());
    rows.devices("freezer", 3);
  }

  @Test
  void findsAWordInEveryKindOfRecord() throws SQLException {
    assertThat(found("freezer").groups())
        .extracting(SearchResult.Group::kind)
        .containsExactly(
            SearchKind.DEAL,
            SearchKind.TICKET,
            SearchKind.TASK,
            SearchKind.DEVICE,
            SearchKind.CAMPAIGN,
            SearchKind.ITEM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schmidt anna        | Anna Schmidt",
        "schm                | Anna Schmidt",
        "an schm             | Anna Schmidt",
        "hmid                | Anna Schmidt",
        "anna.schmidt@nord   | Anna Schmidt",
        "0170 1234567        | Anna Schmidt",
        "k-1007              | Anna Schmidt",
        "märkte              | Nordwind Märkte",
        "\"kühlhaus nord\"   | Jens Nordmann",
        "anna -schmidt       | ",
        "schmidt or berg     | Anna Schmidt, Annabel Berg",
        "anna                | Anna Schmidt, Annabel Berg",
        "aisle 4             | #1 Too warm",
        "#1                  | #1 Too warm",
        "100%                | #1 Too warm",
        "freezer-2           | freezer2",
      })
  void findsARecordByWhatPeopleRememberOfIt(String query, String titles) throws SQLException {
    SearchResult result = found(query);
    assertThat(result.similar()).isFalse();
    assertThat(titles(result)).isEqualTo(titles == null ? "" : titles);
  }

  @Test
  void whatIsSpeltWrongIsFoundByLikeness() throws SQLException {
    SearchResult result = found("nordwint");

    assertThat(result.similar()).isTrue();
    assertThat(titles(result)).contains("Nordwind Märkte");
  }

  @Test
  void showsWhereALongTextHasTheWord() throws SQLException {
    SearchHit ticket = of(found("aisle"), SearchKind.TICKET).hits().get(0);

    assertThat(ticket.match()).contains(new SearchHit.Part("aisle", true));
  }

  @Test
  void whatIsCalledSoComesFirst() throws SQLException {
    assertThat(text(of(found("annabel berg"), SearchKind.CONTACT).hits().get(0).title()))
        .isEqualTo("Annabel Berg");
  }

  @Test
  void saysThatThereIsMore() throws SQLException {
    SearchResult result =
        table.find(new SearchQuery("freezer", EnumSet.of(SearchKind.DEVICE), 2), EVERYTHING);

    assertThat(of(result, SearchKind.DEVICE).hits()).hasSize(2);
    assertThat(of(result, SearchKind.DEVICE).more()).isTrue();
  }

  @Test
  void nobodyFindsWhatTheyDoNotReach() throws SQLException {
    ReachSql someName = new ReachSql("r.name = ?", List.of("freezer1"));

    SearchResult result =
        table.find(
            new SearchQuery("freezer", Set.of(), 5),
            kind ->
                kind == SearchKind.DEVICE
                    ? Optional.of(new SearchScope(someName, false))
                    : Optional.empty());

    assertThat(titles(result)).isEqualTo("freezer1");
  }

  @Test
  void whoDoesNotSeeAllFieldsFindsByNamesOnly() throws SQLException {
    SearchScope names = new SearchScope(ReachSql.of(Reach.EVERYTHING), true);

    SearchResult byName =
        table.find(new SearchQuery("schmidt", null, 5), kind -> Optional.of(names));
    SearchResult byAddress =
        table.find(new SearchQuery("anna.schmidt@nord", null, 5), kind -> Optional.of(names));

    assertThat(titles(byName)).isEqualTo("Anna Schmidt");
    assertThat(of(byName, SearchKind.CONTACT).hits().get(0).detail()).isEmpty();
    assertThat(byAddress.similar()).isTrue();
    assertThat(byAddress.groups())
        .allSatisfy(group -> group.hits().forEach(hit -> assertThat(hit.match()).isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "\"", "or", "a' & b", "\\", "%%", "((", "--", "-x", ":*", "a:* | b", "<->"})
  void noTextBreaksTheQuestion(String query) throws SQLException {
    assertThat(found(query.length() < 2 ? query + " x" : query)).isNotNull();
  }

  @Test
  void bothConditionsAreDecidedInIndexes() throws SQLException {
    SearchWords words = SearchWords.of("freezer");
    SearchTable.Statement statement =
        SearchTable.byWords(SearchKind.CONTACT, words, "'freezer':*", ALL);
    List<Object> values = new java.util.ArrayList<>(statement.values());
    values.add(5);
    String plan =
        database.<String>call(
            connection -> {
              // A table of two rows is read whole otherwise.
              connection.createStatement().execute("set enable_seqscan = off");
              try (var explain = connection.prepareStatement("explain " + statement.sql())) {
                for (int i = 0; i < values.size(); i++) {
                  explain.setObject(i + 1, values.get(i));
                }
                try (var row = explain.executeQuery()) {
                  StringBuilder lines = new StringBuilder();
                  while (row.next()) {
                    lines.append(row.getString(1)).append('\n');
                  }
                  return lines.toString();
                }
              }
            });
    assertThat(plan).contains("contact_words").contains("contact_trigrams");
  }

  private SearchResult found(String query) throws SQLException {
    return table.find(new SearchQuery(query, null, 5), EVERYTHING);
  }

  private static SearchResult.Group of(SearchResult result, SearchKind kind) {
    return result.groups().stream().filter(group -> group.kind() == kind).findFirst().orElseThrow();
  }

  private static String titles(SearchResult result) {
    return result.groups().stream()
        .flatMap(group -> group.hits().stream())
        .map(hit -> text(hit.title()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String text(List<SearchHit.Part> parts) {
    return parts.stream().map(SearchHit.Part::text).collect(Collectors.joining());
  }
}
