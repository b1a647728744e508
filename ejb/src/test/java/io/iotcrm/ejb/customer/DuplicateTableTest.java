package io.iotcrm.ejb.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.Likeness.Reason;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DuplicateTableTest {
  private final Rows rows;
  private static final ReachSql ALL = ReachSql.of(Reach.EVERYTHING);
  private final DuplicateTable table;

  DuplicateTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new DuplicateTable(database, new LikenessTable(database));
  }

  @BeforeEach
  void nobody() throws SQLException {
    for (String each : new String[] {"duplicate_pair", "duplicate_scan", "contact"}) {
      rows.execute("delete from " + each);
    }
  }

  @Test
  void twoThatMayBeTheSameAreFoundOnce() throws SQLException {
    contact("Anna", "Berg", "a@x.example");
    contact("Anna", "Berg", "A@x.example");
    contact("Jens", "Nord", null);

    assertThat(table.scan(LikenessSource.CONTACT, 10)).isEqualTo(3);
    assertThat(table.scan(LikenessSource.CONTACT, 10)).isZero();

    List<DuplicatePairView> pairs = pairs().items();
    assertThat(pairs).hasSize(1);
    assertThat(pairs.get(0).reasons()).containsExactly(Reason.EMAIL, Reason.NAME);
    assertThat(pairs.get(0).likeness()).isEqualByComparingTo("0.980");
    assertThat(pairs.get(0).first().name()).isEqualTo("Anna Berg");
    assertThat(table.open()).isEqualTo(1);
  }

  @Test
  void aSimilarNameAloneMakesNoPair() throws SQLException {
    contact("Anna", "Schmidt", null);
    contact("Anne", "Schmid", null);
    table.scan(LikenessSource.CONTACT, 10);

    assertThat(pairs().items()).isEmpty();
  }

  @Test
  void thoseThatAreNoLongerAlikeAreNoPairAnyMore() throws SQLException {
    UUID one = contact("Anna", "Berg", "a@x.example");
    contact("Anna", "Berg", "a@x.example");
    table.scan(LikenessSource.CONTACT, 10);
    rows.execute(
        "update contact set first_name = 'Jens', email = null,"
            + " updated_at = now() - interval '15 seconds' where id = ?",
        one);

    assertThat(table.scan(LikenessSource.CONTACT, 10)).isEqualTo(1);
    assertThat(pairs().items()).isEmpty();
  }

  @Test
  void aPairThatIsTwoDoesNotComeBack() throws SQLException {
    UUID one = contact("Anna", "Berg", "a@x.example");
    contact("Anna", "Berg", "a@x.example");
    table.scan(LikenessSource.CONTACT, 10);
    UUID pair = pairs().items().get(0).id();

    assertThat(table.dismiss(pair, "sales")).isTrue();
    assertThat(table.dismiss(pair, "sales")).isFalse();
    rows.execute("update contact set updated_at = now() - interval '15 seconds' where id = ?", one);
    table.scan(LikenessSource.CONTACT, 10);

    assertThat(pairs().items()).isEmpty();
  }

  @Test
  void goesOnWhereTheBatchBeforeEnded() throws SQLException {
    for (int i = 0; i < 5; i++) {
      contact("Same", "Name", null);
    }

    assertThat(table.scan(LikenessSource.CONTACT, 2)).isEqualTo(2);
    assertThat(table.scan(LikenessSource.CONTACT, 2)).isEqualTo(2);
    assertThat(table.scan(LikenessSource.CONTACT, 2)).isEqualTo(1);
    assertThat(table.open()).isEqualTo(10);

    Page<DuplicatePairView> first =
        table.list(LikenessSource.CONTACT, ALL, new PageRequest(7, null));
    Page<DuplicatePairView> rest =
        table.list(LikenessSource.CONTACT, ALL, new PageRequest(7, first.nextCursor()));
    assertThat(first.items()).hasSize(7);
    assertThat(rest.items()).hasSize(3).doesNotContainAnyElementsOf(first.items());
  }

  private Page<DuplicatePairView> pairs() throws SQLException {
    return table.list(LikenessSource.CONTACT, ALL, PageRequest.first());
  }

  /** Changed a minute ago: what is newer may still be on its way into the database. */
  private UUID contact(String first, String last, String email) throws SQLException {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into contact (id, first_name, last_name, email, updated_at)"
            + " values (?, ?, ?, ?, now() - interval '1 minute')",
        id,
        first,
        last,
        email);
    return id;
  }
}
