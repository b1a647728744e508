package io.iotcrm.ejb.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.Likeness.Reason;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class LikenessTableTest {
  private static final UUID NORDWIND = UUID.randomUUID();
  private static final UUID ANNA = UUID.randomUUID();
  private static final Function<LikenessSource, Optional<ReachSql>> EVERYTHING =
      source -> Optional.of(ReachSql.of(Reach.EVERYTHING));
  private final LikenessTable table;

  LikenessTableTest(Database database) {
    table = new LikenessTable(database);
  }

  @BeforeAll
  static void records(DataSource source) throws SQLException {
    Rows rows = new Rows(source);
    rows.execute(
        "insert into account (id, name, city, website, phone) values"
            + " (?, 'Nordwind Märkte GmbH & Co. KG', 'Hamburg', 'https://www.nordwind.example/de',"
            + " '040 998877')",
        NORDWIND);
    rows.execute(
        "insert into account (id, name) values (?, 'Südlicht Handel AG')", UUID.randomUUID());
    rows.execute(
        "insert into contact (id, account_id, first_name, last_name, email, phone)"
            + " values (?, ?, 'Anna', 'Schmidt', 'Anna@nordwind.example', '+49 170 1234567')",
        ANNA,
        NORDWIND);
    rows.execute(
        "insert into contact (id, first_name, last_name) values (?, 'Anne', 'Schmid')",
        UUID.randomUUID());
    rows.execute(
        "insert into lead (id, first_name, last_name, company, source, status, score)"
            + " values (?, '', '', 'Nordwind Märkte', 'WEB', 'NEW', 0)",
        UUID.randomUUID());
    rows.execute(
        "insert into lead (id, company, source, status, lost_reason, score)"
            + " values (?, 'Nordwind Märkte', 'WEB', 'DISQUALIFIED', 'no', 0)",
        UUID.randomUUID());
  }

  @Test
  void theSameAddressIsTheSamePersonHoweverItIsWritten() throws SQLException {
    Likeness first = find("A. Schmidt", null, "ANNA@nordwind.example", null, null).get(0);

    assertThat(first.id()).isEqualTo(ANNA);
    assertThat(first.reasons()).contains(Reason.EMAIL);
    assertThat(first.likeness()).isGreaterThan(0.94);
  }

  @Test
  void theSameNumberIsFoundHoweverItIsWritten() throws SQLException {
    Likeness first = find(null, null, null, "0170/123 45 67", null).get(0);

    assertThat(first.id()).isEqualTo(ANNA);
    assertThat(first.reasons()).containsExactly(Reason.PHONE);
    assertThat(first.likeness()).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void theLegalFormMakesNoOtherCompany() throws SQLException {
    List<Likeness> found = find(null, "NORDWIND MÄRKTE Ltd.", null, null, null);

    assertThat(found).extracting(Likeness::kind).containsExactlyInAnyOrder("account", "lead");
    assertThat(found).allMatch(one -> one.reasons().equals(List.of(Reason.NAME)));
  }

  @Test
  void anAddressAtTheCompanysDomainLeadsToTheCompany() throws SQLException {
    assertThat(find("Jens Berg", null, "jens@nordwind.example", null, null))
        .extracting(Likeness::id)
        .containsExactly(NORDWIND);
    assertThat(find("Jens Berg", null, "jens@gmail.com", null, null)).isEmpty();
  }

  @Test
  void aSimilarNameSaysLess() throws SQLException {
    List<Likeness> found = find("Anna Schmidt", null, null, null, null);

    assertThat(found).extracting(Likeness::name).containsExactly("Anna Schmidt", "Anne Schmid");
    assertThat(found.get(1).reasons()).containsExactly(Reason.SIMILAR_NAME);
    assertThat(found.get(1).likeness()).isLessThan(found.get(0).likeness());
  }

  @Test
  void nobodyIsShownWhomTheyDoNotReach() throws SQLException {
    LikenessQuery query =
        new LikenessQuery("Anna Schmidt", null, "anna@nordwind.example", null, null, null);
    ReachSql others = new ReachSql("r.id <> ?", List.of(ANNA));

    assertThat(
            table.find(
                query,
                source ->
                    source == LikenessSource.CONTACT ? Optional.of(others) : Optional.empty()))
        .extracting(Likeness::name)
        .containsExactly("Anne Schmid");
  }

  @Test
  void nobodyIsLikeThemselves() throws SQLException {
    LikenessQuery query = new LikenessQuery(null, null, "anna@nordwind.example", null, null, ANNA);

    assertThat(table.find(query, EVERYTHING)).extracting(Likeness::id).doesNotContain(ANNA);
  }

  private List<Likeness> find(
      String person, String company, String email, String phone, String website)
      throws SQLException {
    return table.find(new LikenessQuery(person, company, email, phone, website, null), EVERYTHING);
  }
}
