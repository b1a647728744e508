package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.OwnPermissions;
import io.iotcrm.domain.security.PermissionsDocument;
import io.iotcrm.domain.security.PermissionsView;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.domain.security.TeamDetails;
import io.iotcrm.domain.security.TeamView;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator changes the matrix and the teams. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionServiceTest {
  private PermissionTrial trial;
  private PermissionService permissions;
  private TeamService teams;
  private UUID account;

  @BeforeAll
  void people(DataSource source) throws Exception {
    trial = new PermissionTrial(source);
    permissions = trial.bean(PermissionService.class);
    teams = trial.bean(TeamService.class);
    trial.person("ann");
    trial.person("ben");
    account = UUID.randomUUID();
    trial.rows.execute("insert into account (id, name) values (?, 'Shop')", account);
  }

  @BeforeEach
  void standard() throws Exception {
    trial.standard();
    trial.as("root", ADMIN);
  }

  @AfterAll
  void close() {
    trial.close();
  }

  private static PermissionsDocument document(String scope) {
    return new PermissionsDocument(
        Map.of("sales", Map.of("account", Map.of("read", scope))),
        Map.of("sales", Map.of("account", Map.of("phone", "hidden"))));
  }

  @Test
  void aChangeIsStoredWithItsAuthorAndAuditedGrantByGrant() throws Exception {
    PermissionsView before = permissions.get();

    PermissionsView after = permissions.replace(document("own"), before.version());

    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.changedBy()).isEqualTo("root");
    assertThat(after.changedAt()).isNotNull();
    assertThat(after.grants().get("sales").get("account")).containsEntry("read", "own");
    assertThat(after.fields().get("sales").get("account")).containsEntry("phone", "hidden");
    assertThat(trial.audited)
        .extracting(event -> event.objectId() + ": " + event.detail())
        .containsExactlyInAnyOrder(
            "sales/account/read: all to own", "sales/account/phone: editable to hidden");
    assertThat(trial.rows.one(Long.class, "select count(*) from permission_grant"))
        .as("only what differs from the standard")
        .isEqualTo(1);
  }

  @Test
  void aChangeHoldsAsSoonAsTheInstanceHasLooked() throws Exception {
    trial.as("ann", SALES);
    OwnPermissions before = permissions.own();
    assertThat(before.grants().get("account")).containsEntry("read", "all");
    permissions.replace(document("none"), permissions.get().version());
    trial.bean(PermissionStore.class).check();

    OwnPermissions after = permissions.own();

    assertThat(after.grants().get("account")).doesNotContainKey("read");
    assertThat(after.grants().get("contact")).containsEntry("read", "all");
    assertThat(after.username()).isEqualTo("ann");
    assertThat(after.roles()).containsExactly("sales");
  }

  @Test
  void whoHasReadAnOlderMatrixIsToldSo() {
    long version = permissions.get().version();
    permissions.replace(document("own"), version);
    assertThatThrownBy(() -> permissions.replace(document("team"), version))
        .isInstanceOf(StaleVersionException.class);
    assertThat(permissions.get().grants().get("sales").get("account")).containsEntry("read", "own");
  }

  @Test
  void whatCannotBeGrantedIsNotStored() {
    long version = permissions.get().version();
    PermissionsDocument wrong =
        new PermissionsDocument(
            Map.of("analyst", Map.of("account", Map.of("edit", "all"))), Map.of());
    assertThatThrownBy(() -> permissions.replace(wrong, version))
        .isInstanceOf(InvalidInputException.class);
    assertThat(permissions.get().version()).isEqualTo(version);
  }

  private TeamView create(String name, String... members) {
    return trial.in(() -> teams.create(new TeamDetails(name, null, List.of(members))));
  }

  @Test
  void whoJoinsATeamReachesWhatIsItsAndWhoLeavesNoLonger() throws Exception {
    TeamView team = create("joined", "ann");
    trial.in(
        () -> {
          trial.bean(TeamRecords.class).hand(team.id(), RecordKind.ACCOUNT, account);
          return null;
        });
    trial.grant(SALES, RecordKind.ACCOUNT, Action.READ, Scope.TEAM);
    trial.as("ben", SALES);
    assertThatThrownBy(this::read).isInstanceOf(RecordNotFoundException.class);
    member(team, "ben", true);
    assertThat(read().name()).isEqualTo("Shop");
    member(team, "ben", false);
    assertThatThrownBy(this::read).isInstanceOf(RecordNotFoundException.class);
  }

  private AccountView read() {
    return trial.in(() -> trial.bean(AccountService.class).get(account));
  }

  private void member(TeamView team, String name, boolean in) throws Exception {
    trial.in(
        () -> {
          if (in) {
            teams.join(team.id(), name);
          } else {
            teams.leave(team.id(), name);
          }
          return null;
        });
    trial.bean(PermissionStore.class).check();
  }

  @Test
  void aTeamsRecordsFollowItsNewNameAndOutliveIt() throws Exception {
    TeamView team = create("old name");
    trial.in(
        () -> {
          trial.bean(TeamRecords.class).hand(team.id(), RecordKind.ACCOUNT, account);
          return null;
        });
    TeamView renamed =
        trial.in(
            () ->
                teams.update(
                    team.id(),
                    new TeamDetails("new name", "d", List.of("ann")),
                    teams.get(team.id()).version()));
    assertThat(renamed.version()).isGreaterThan(team.version());
    assertThat(teamOfAccount()).isEqualTo("new name");
    long joined = renamed.version();
    member(renamed, "ben", true);
    long version = trial.in(() -> teams.get(team.id())).version();
    assertThat(version).as("a new member is a new version").isGreaterThan(joined);
    trial.in(
        () -> {
          teams.delete(team.id(), version);
          return null;
        });
    assertThat(teamOfAccount()).isNull();
  }

  private String teamOfAccount() throws Exception {
    return trial.rows.one(String.class, "select team from account where id = ?", account);
  }

  @Test
  void aTeamsNameIsItsOwnWhateverItsCase() {
    create("Twice");
    assertThatThrownBy(() -> create("twice")).isInstanceOf(DuplicateRecordException.class);
    assertThatThrownBy(() -> create("Strangers", "nobody"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations().get(0).pointer()).isEqualTo("/members/0"));
    assertThat(trial.in(() -> teams.list(PageRequest.first())).items())
        .extracting(TeamView::name)
        .contains("Twice")
        .doesNotContain("Strangers");
  }
}
