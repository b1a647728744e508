package io.iotcrm.ejb.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MergeTableTest {
  private final UUID kept = UUID.randomUUID();
  private final UUID merged = UUID.randomUUID();
  private final UUID account = UUID.randomUUID();
  private final UUID shared = UUID.randomUUID();
  private final UUID only = UUID.randomUUID();
  private final Rows rows;
  private final Rows.Transactions transactions;
  private final MergeTable table;

  MergeTableTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    table = new MergeTable(transactions.database());
  }

  @BeforeEach
  void twoOfOnePerson() throws SQLException {
    rows.execute("insert into account (id, name) values (?, 'Firm')", account);
    rows.execute(
        "insert into contact (id, first_name, last_name, email, profiling_consent,"
            + " marketing_consent, tags, custom)"
            + " values (?, 'Anna', 'Berg', 'a@x', true, true, '[\"vip\"]', '{\"size\": 1}')",
        kept);
    rows.execute(
        "insert into contact (id, account_id, external_id, first_name, last_name, email, phone,"
            + " profiling_consent, tags, custom) values (?, ?, ?, 'Ann', 'Berg', 'ann@x', '123',"
            + " true, '[\"food\"]', '{\"size\": 2, \"area\": \"N\"}')",
        merged,
        account,
        merged.toString());
    for (UUID campaign : new UUID[] {shared, only}) {
      rows.execute("insert into campaign (id, name) values (?, ?)", campaign, campaign.toString());
      rows.execute(
          "insert into campaign_member (campaign_id, contact_id, source) values (?, ?, 'merged')",
          campaign,
          merged);
    }
    rows.execute(
        "insert into campaign_member (campaign_id, contact_id, source) values (?, ?, 'kept')",
        shared,
        kept);
    rows.execute(
        "insert into ticket (id, subject, status, priority, contact_id)"
            + " values (gen_random_uuid(), 'T', 'NEW', 'HIGH', ?)",
        merged);
    rows.execute(
        "insert into timeline_entry (id, at, contact_id, kind, title, actor)"
            + " values (gen_random_uuid(), now(), ?, 'SYNC', 't', 'system')",
        merged);
    rows.execute(
        "insert into hubspot_contact (contact_id, hubspot_id, state) values (?, '77', 'IN_STEP')",
        merged);
  }

  @Test
  void everythingThatNamedTheOneNamesTheOtherAfterwards() throws Exception {
    merge(Set.of());

    for (String referring : new String[] {"ticket", "timeline_entry", "hubspot_contact"}) {
      assertThat(count(referring, merged)).as(referring).isZero();
      assertThat(count(referring, kept)).as(referring).isEqualTo(1);
    }
    assertThat(count("campaign_member", kept)).isEqualTo(2);
    assertThat(
            rows.one(
                String.class,
                "select source from campaign_member where campaign_id = ? and contact_id = ?",
                shared,
                kept))
        .isEqualTo("kept");
    assertThat(rows.one(Long.class, "select count(*) from contact where id = ?", merged)).isZero();
  }

  @Test
  void itsOwnValuesStayAndGapsAreFilled() throws Exception {
    merge(Set.of());

    assertThat(value("email", kept)).isEqualTo("a@x");
    assertThat(value("phone", kept)).isEqualTo("123");
    assertThat(value("external_id", kept)).isEqualTo(merged.toString());
    assertThat(value("account_id", kept)).isEqualTo(account.toString());
    assertThat(value("tags", kept)).isEqualTo("[\"food\", \"vip\"]");
    assertThat(value("custom", kept)).isEqualTo("{\"area\": \"N\", \"size\": 1}");
  }

  @Test
  void ofConsentsTheStricterWins() throws Exception {
    merge(Set.of());

    assertThat(value("profiling_consent", kept)).isEqualTo("true");
    assertThat(value("marketing_consent", kept)).isEqualTo("false");
  }

  @Test
  void valuesOfTheOtherCanBeChosen() throws Exception {
    merge(Set.of("first_name", "email"));

    assertThat(value("first_name", kept)).isEqualTo("Ann");
    assertThat(value("email", kept)).isEqualTo("ann@x");
    assertThatThrownBy(() -> merge(Set.of("version"))).isInstanceOf(RuntimeException.class);
  }

  @Test
  void undoneItIsAsItWas() throws Exception {
    String before = whole(kept);
    String other = whole(merged);
    UUID id = merge(Set.of("email"));

    transactions.in(
        () -> {
          table.undo(id, "sales");
          return null;
        });

    assertThat(whole(kept)).isEqualTo(before);
    assertThat(whole(merged)).isEqualTo(other);
    for (String referring : new String[] {"ticket", "timeline_entry", "hubspot_contact"}) {
      assertThat(count(referring, merged)).as(referring).isEqualTo(1);
      assertThat(count(referring, kept)).as(referring).isZero();
    }
    assertThat(count("campaign_member", merged)).isEqualTo(2);
    assertThat(count("campaign_member", kept)).isEqualTo(1);
    assertThatThrownBy(() -> table.undo(id, "sales")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatWasChangedSinceStaysWhenItIsUndone() throws Exception {
    UUID id = merge(Set.of("email"));
    rows.execute("update contact set email = 'new@x' where id = ?", kept);

    transactions.in(
        () -> {
          table.undo(id, "sales");
          return null;
        });

    assertThat(value("email", kept)).isEqualTo("new@x");
    assertThat(value("phone", kept)).isNull();
  }

  @Test
  void nothingIsDoneWhereOneOfThemIsNotThere() {
    UUID nobody = UUID.randomUUID();

    assertThatThrownBy(
            () -> transactions.in(() -> table.merge("contact", kept, nobody, Set.of(), "x")))
        .isInstanceOf(RecordNotFoundException.class);
    assertThatThrownBy(() -> table.merge("contact", kept, kept, Set.of(), "x"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> table.merge("ticket", kept, merged, Set.of(), "x"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void anAccountTakesItsPeopleAlong() throws Exception {
    UUID other = UUID.randomUUID();
    rows.execute("insert into account (id, name) values (?, 'Firm Ltd')", other);

    UUID id =
        transactions.in(() -> table.merge("account", other, account, Set.of("name"), "sales"));

    assertThat(value("account_id", merged)).isEqualTo(other.toString());
    assertThat(rows.one(String.class, "select name from account where id = ?", other))
        .isEqualTo("Firm");
    transactions.in(
        () -> {
          table.undo(id, "sales");
          return null;
        });
    assertThat(value("account_id", merged)).isEqualTo(account.toString());
  }

  private UUID merge(Set<String> take) throws Exception {
    return transactions.in(() -> table.merge("contact", kept, merged, take, "sales"));
  }

  private long count(String referring, UUID contact) throws SQLException {
    return rows.one(
        Long.class, "select count(*) from " + referring + " where contact_id = ?", contact);
  }

  private String value(String column, UUID contact) throws SQLException {
    return rows.one(String.class, "select " + column + "::text from contact where id = ?", contact);
  }

  /** But for what counts its changes. */
  private String whole(UUID contact) throws SQLException {
    return rows.one(
        String.class,
        "select (to_jsonb(c) - 'version' - 'updated_at')::text from contact c where id = ?",
        contact);
  }
}
