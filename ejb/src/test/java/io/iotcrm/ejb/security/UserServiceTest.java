package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEntryView;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.domain.security.UserDetails;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator does with accounts, and who looks into the audit. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserServiceTest {
  private PermissionTrial trial;
  private SessionTable sessions;
  private UserService users;
  private OwnAccount own;
  private AuditTrail audit;
  private UUID ann;

  @BeforeAll
  void open(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    sessions = new SessionTable(new Database(source), Duration.ofHours(12));
    trial.beans.with(SessionTable.class, sessions);
    users = trial.bean(UserService.class);
    own = trial.bean(OwnAccount.class);
    audit = trial.bean(AuditTrail.class);
    trial.person("root");
  }

  @BeforeEach
  void fresh() throws Exception {
    trial.rows.execute("delete from app_user where username like 'ann%'");
    ann = trial.person("ann");
    trial.rows.execute("insert into app_user_group values (?, 'sales')", ann);
    trial.audited.clear();
    trial.as("root", ADMIN);
  }

  @AfterAll
  void close() {
    trial.close();
  }

  @Test
  void findsPeopleByNameAndPagesThroughThemInOrder() throws Exception {
    trial.person("anna");
    Page<UserView> first = trial.in(() -> users.list("ANN", new PageRequest(1, null)));
    assertThat(first.items()).extracting(UserView::username).containsExactly("ann");
    Page<UserView> second =
        trial.in(() -> users.list("ANN", new PageRequest(1, first.nextCursor())));
    assertThat(second.items()).extracting(UserView::username).containsExactly("anna");
    assertThat(first.items().get(0).groups()).containsExactly("sales");
  }

  @Test
  void aBlockAndOtherRolesEndThePersonsSessionsAndAreAudited() throws Exception {
    UUID session = session();
    UserView before = trial.in(() -> users.get(ann));
    UserView renamed = trial.in(() -> users.update(ann, details("Ann B", SALES), before.version()));
    assertThat(sessions.use(session)).isTrue();

    trial.in(() -> users.update(ann, details("Ann B", "support"), renamed.version()));
    assertThat(sessions.use(session)).isFalse();

    UUID another = session();
    UserDetails blocked = new UserDetails("Ann B", null, Set.of("support"), false);
    UserView after = trial.in(() -> users.get(ann));
    trial.in(() -> users.update(ann, blocked, after.version()));
    assertThat(sessions.use(another)).isFalse();
    assertThat(trial.in(() -> users.get(ann)).enabled()).isFalse();
    assertThat(trial.audited).extracting(AuditEvent::action).contains("edit", "block", "end-all");
  }

  @Test
  void refusesAStaleVersionAndWhatAnAdministratorWouldDoToThemselves() throws Exception {
    assertThatThrownBy(() -> trial.in(() -> users.update(ann, details("Ann", SALES), 99)))
        .isInstanceOf(StaleVersionException.class);
    trial.as("ANN", ADMIN);
    long version = trial.in(() -> users.get(ann)).version();
    assertThatThrownBy(() -> trial.in(() -> users.update(ann, details("Ann", ADMIN), version)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("themselves");
  }

  @Test
  void unlockingForgetsWrongPasswords() throws Exception {
    trial.rows.execute(
        "update app_user set failed_sign_ins = 4, locks = 2,"
            + " locked_until = now() + interval '1 hour' where id = ?",
        ann);
    assertThat(trial.in(() -> users.get(ann)).lockedUntil()).isAfter(Instant.now());

    UserView unlocked = trial.in(() -> users.unlock(ann));

    assertThat(unlocked.lockedUntil()).isNull();
    assertThat(unlocked.failedSignIns()).isZero();
    assertThat(trial.audited).extracting(AuditEvent::action).containsExactly("unlock");
  }

  @Test
  void aPasswordLinkIsMadeForThePersonOnly() throws Exception {
    String key = trial.in(() -> users.resetPassword(ann)).key();
    assertThat(trial.bean(PasswordLinkTable.class).holder(key))
        .contains(new PasswordLinkTable.Holder(ann, "ann"));
    assertThat(users.resetPassword(ann).toString()).doesNotContain(key);
  }

  @Test
  void peopleSeeAndEndTheirOwnSessionsOnly() throws Exception {
    UUID session = session();
    trial.as("eve", SALES);
    assertThat(own.sessions(null)).isEmpty();
    assertThatThrownBy(() -> own.endSession(session)).isInstanceOf(RecordNotFoundException.class);

    trial.as("ann", SALES);
    assertThat(own.sessions(session)).singleElement().matches(one -> one.current());
    own.endSession(session);
    assertThat(own.sessions(session)).isEmpty();
    assertThat(trial.in(() -> own.rename(" Anna ")).displayName()).isEqualTo("Anna");
    assertThat(trial.in(() -> own.get()).orElseThrow().displayName()).isEqualTo("Anna");
  }

  @Test
  void theAuditIsSearchedByEachOfItsMembersAndPaged() throws Exception {
    for (int i = 0; i < 3; i++) {
      trial.rows.execute(
          "insert into audit_entry (id, at, actor, action, object_type, object_id, outcome,"
              + " address) values (gen_random_uuid(), now() - ? * interval '1 day', 'Ann', 'edit',"
              + " 'ticket', '7', 'DENIED', '203.0.113.7')",
          i);
    }
    Instant since = Instant.now().minus(Duration.ofHours(36));
    assertThat(found("ann", null, since)).hasSize(2);
    assertThat(found("ann", null, null)).hasSize(3);
    assertThat(found("ann", Outcome.ALLOWED, null)).isEmpty();
    Page<AuditEntryView> first = page(new PageRequest(2, null));
    Page<AuditEntryView> last = page(new PageRequest(2, first.nextCursor()));
    assertThat(first.items()).hasSize(2);
    assertThat(last.items()).hasSize(1);
    assertThat(last.nextCursor()).isNull();
    assertThat(first.items().get(0).at()).isAfter(last.items().get(0).at());
  }

  private java.util.List<AuditEntryView> found(String actor, Outcome outcome, Instant from) {
    AuditQuery query =
        new AuditQuery(
            actor, "edit", "ticket", "7", outcome, "203.0.113.7", from, Instant.now(), null);
    return trial.in(() -> audit.list(query)).items();
  }

  private Page<AuditEntryView> page(PageRequest request) {
    AuditQuery query =
        new AuditQuery(null, "edit", "ticket", null, null, null, null, null, request);
    return trial.in(() -> audit.list(query));
  }

  private UUID session() throws Exception {
    UUID id = UUID.randomUUID();
    sessions.begin(id, "ann", "203.0.113.7", "Firefox, Linux");
    return id;
  }

  private static UserDetails details(String name, String role) {
    return new UserDetails(name, null, Set.of(role), true);
  }
}
