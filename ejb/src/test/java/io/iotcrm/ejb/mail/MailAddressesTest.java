package io.iotcrm.ejb.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.rule.MailRecipient.Kind;
import io.iotcrm.ejb.mail.MailOutbox.Letter;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailAddressesTest {
  private final UUID account = UUID.randomUUID();
  private final UUID contact = UUID.randomUUID();
  private Rows rows;
  private MailAddresses addresses;

  @BeforeAll
  void people(DataSource source, Database database) throws SQLException {
    rows = new Rows(source);
    addresses = new MailAddresses(database);
    UUID owner = UUID.randomUUID();
    String user =
        "insert into app_user (id, username, display_name, email, password_hash, enabled)"
            + " values (?, ?, ?, ?, '', ?)";
    rows.execute(user, owner, "Ann", "Ann", "ann@example.com", true);
    rows.execute(user, UUID.randomUUID(), "ben", "Ben", "ben@example.com", true);
    rows.execute(user, UUID.randomUUID(), "cid", "Cid", "cid@example.com", false);
    rows.execute(user, UUID.randomUUID(), "dan", "Dan", null, true);
    UUID north = UUID.randomUUID();
    rows.execute("insert into team (id, name) values (?, 'north')", north);
    rows.execute("insert into team_member select ?, id from app_user", north);
    rows.execute("insert into account (id, name, owner_id) values (?, 'A', ?)", account, owner);
    rows.execute(
        "insert into contact (id, first_name, last_name, email) values (?, 'C', 'D', 'c@example.com')",
        contact);
  }

  private List<String> of(Kind kind, String name) throws SQLException {
    Letter letter = new Letter(new MailRecipient(kind, name), account, contact, "s", "t");
    return addresses.of(Letter.parse(letter.toJson()));
  }

  @Test
  void aUserIsFoundWhateverTheCaseOfTheName() throws SQLException {
    assertThat(of(Kind.USER, "ANN")).containsExactly("ann@example.com");
  }

  @Test
  void aTeamIsEverybodyInItWhoCanSignInAndHasAnAddress() throws SQLException {
    assertThat(of(Kind.TEAM, "north"))
        .containsExactlyInAnyOrder("ann@example.com", "ben@example.com");
  }

  @Test
  void anAccountsOwnerIsFound() throws SQLException {
    assertThat(of(Kind.OWNER, null)).containsExactly("ann@example.com");
  }

  @Test
  void aContactGetsMarketingOnlyWithConsentAtThatMoment() throws SQLException {
    assertThat(of(Kind.CONTACT_SERVICE, null)).containsExactly("c@example.com");
    assertThat(of(Kind.CONTACT_MARKETING, null)).isEmpty();

    rows.execute("update contact set marketing_consent = true where id = ?", contact);

    assertThat(of(Kind.CONTACT_MARKETING, null)).containsExactly("c@example.com");
  }
}
