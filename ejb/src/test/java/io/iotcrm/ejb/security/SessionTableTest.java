package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.SessionView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SessionTableTest {
  private final Rows rows;
  private final Database database;
  private final SessionTable here;
  private final SessionTable elsewhere;
  private final String name = "u-" + UUID.randomUUID();

  SessionTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    this.database = database;
    here = new SessionTable(database, Duration.ofHours(12));
    elsewhere = new SessionTable(database, Duration.ofHours(12));
  }

  @Test
  void whatIsEndedOnOneInstanceIsOverOnTheOtherAtOnce() throws SQLException {
    UUID one = begun();
    UUID two = begun();
    assertThat(elsewhere.use(one)).isTrue();

    assertThat(here.end(one, name, "admin")).isTrue();

    assertThat(elsewhere.use(one)).isFalse();
    assertThat(elsewhere.use(two)).isTrue();
    assertThat(elsewhere.open(Set.of(one, two))).containsExactly(two);
    assertThat(here.end(one, name, "admin")).isFalse();
  }

  @Test
  void nobodyEndsTheSessionOfSomebodyElse() throws SQLException {
    UUID one = begun();
    assertThat(here.end(one, "mallory", "mallory")).isFalse();
    assertThat(here.use(one)).isTrue();
  }

  @Test
  void signingOutEverywhereSparesTheOneThatAsks() throws SQLException {
    UUID asking = begun();
    UUID other = begun();
    assertThat(here.endAll(name.toUpperCase(), asking, name)).isEqualTo(1);
    assertThat(here.use(asking)).isTrue();
    assertThat(here.use(other)).isFalse();
    assertThat(here.open(name, asking))
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.current()).isTrue();
              assertThat(session.address()).isEqualTo("203.0.113.7");
              assertThat(session.browser()).isEqualTo("Firefox, Linux");
            });
    assertThat(here.endAll(name, null, name)).isEqualTo(1);
    assertThat(here.open(name, asking)).isEmpty();
  }

  @Test
  void useIsNotedToTheMinute() throws SQLException {
    UUID one = begun();
    Instant begun = here.open(name, one).get(0).lastSeenAt();
    here.use(one);
    assertThat(here.open(name, one)).extracting(SessionView::lastSeenAt).containsExactly(begun);
    rows.execute(
        "update user_session set last_seen_at = now() - interval '5 minutes' where id = ?", one);
    here.use(one);
    assertThat(here.open(name, one).get(0).lastSeenAt())
        .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
  }

  @Test
  void aSessionEndsByItselfAfterItsLongestTimeAndUnknownOnesAreNoSessions() throws SQLException {
    UUID one = begun();
    rows.execute(
        "update user_session set signed_in_at = now() - interval '13 hours' where id = ?", one);
    assertThat(here.use(one)).isFalse();
    assertThat(here.open(name, one)).isEmpty();
    assertThat(here.use(UUID.randomUUID())).isFalse();
  }

  @Test
  void aPasswordLinkIsGoodOnceAndForTheLastOneOnly() throws SQLException {
    PasswordLinkTable links = new PasswordLinkTable(database);
    UUID user = UUID.randomUUID();
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash) values (?, ?, 'x', 'x')",
        user,
        name);
    String first = links.make(user).key();
    String second = links.make(user).key();

    assertThat(links.holder(first)).isEmpty();
    assertThat(links.holder("rubbish")).isEmpty();
    assertThat(links.holder(null)).isEmpty();
    assertThat(links.holder(second)).contains(new PasswordLinkTable.Holder(user, name));
    assertThat(links.use(second)).isTrue();
    assertThat(links.use(second)).isFalse();
    assertThat(links.holder(second)).isEmpty();

    String third = links.make(user).key();
    rows.execute("update password_link set expires_at = now() - interval '1 second'");
    assertThat(links.holder(third)).isEmpty();
  }

  private UUID begun() throws SQLException {
    UUID id = UUID.randomUUID();
    here.begin(id, name, "203.0.113.7", "Firefox, Linux");
    return id;
  }
}
