package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PermissionMatrixTest {
  private static Grant grant(String role, RecordKind kind, Action action, Scope scope) {
    return new Grant(role, kind, action, scope);
  }

  @Test
  void theStandardGivesEachRoleAllThatItCanHave() {
    PermissionMatrix standard = PermissionMatrix.STANDARD;
    assertThat(standard.scope(Role.SALES, RecordKind.DEAL, Action.EDIT)).isEqualTo(Scope.ALL);
    assertThat(standard.scope(Role.SUPPORT, RecordKind.DEAL, Action.EDIT)).isEqualTo(Scope.NONE);
    assertThat(standard.scope(Role.ANALYST, RecordKind.DEAL, Action.READ)).isEqualTo(Scope.ALL);
    assertThat(standard.scope(Role.DEVICE, RecordKind.DEAL, Action.READ)).isEqualTo(Scope.NONE);
    assertThat(standard.narrowed()).isEmpty();
  }

  @Test
  void theWidestOfSomebodysRolesWins() {
    PermissionMatrix matrix =
        PermissionMatrix.of(
            List.of(
                grant(Role.SALES, RecordKind.ACCOUNT, Action.READ, Scope.OWN),
                grant(Role.SUPPORT, RecordKind.ACCOUNT, Action.READ, Scope.TEAM)),
            List.of());
    assertThat(matrix.scope(Set.of(Role.SALES), RecordKind.ACCOUNT, Action.READ))
        .isEqualTo(Scope.OWN);
    assertThat(matrix.scope(Set.of(Role.SALES, Role.SUPPORT), RecordKind.ACCOUNT, Action.READ))
        .isEqualTo(Scope.TEAM);
    assertThat(matrix.scope(Set.of(), RecordKind.ACCOUNT, Action.READ)).isEqualTo(Scope.NONE);
    assertThat(matrix.narrowed()).hasSize(2);
  }

  @Test
  void nothingIsGrantedThatARoleCannotHave() {
    assertThatThrownBy(
            () ->
                PermissionMatrix.of(
                    List.of(grant(Role.ANALYST, RecordKind.ACCOUNT, Action.EDIT, Scope.OWN)),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grant("nobody", RecordKind.DEAL, Action.READ, Scope.NONE).check())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatNobodyOwnsIsGrantedWhollyOrNot() {
    assertThat(RecordKind.CAMPAIGN.allows(Action.READ, Scope.OWN)).isFalse();
    assertThat(RecordKind.CAMPAIGN.allows(Action.READ, Scope.NONE)).isTrue();
    assertThat(RecordKind.ACCOUNT.allows(Action.CREATE, Scope.TEAM)).isFalse();
    assertThat(RecordKind.CONSENT.allows(Action.READ, Scope.ALL)).isFalse();
  }

  @Test
  void aFieldIsHiddenOnlyIfEveryRoleThatReadsTheRecordHidesIt() {
    PermissionMatrix matrix =
        PermissionMatrix.of(
            List.of(grant(Role.PRIVACY, RecordKind.CONTACT, Action.READ, Scope.NONE)),
            List.of(
                new FieldRule(Role.SALES, RecordKind.CONTACT, "phone", FieldAccess.HIDDEN),
                new FieldRule(Role.SUPPORT, RecordKind.CONTACT, "phone", FieldAccess.READ_ONLY)));
    assertThat(matrix.field(Set.of(Role.SALES), RecordKind.CONTACT, "phone"))
        .isEqualTo(FieldAccess.HIDDEN);
    assertThat(matrix.field(Set.of(Role.SALES, Role.PRIVACY), RecordKind.CONTACT, "phone"))
        .isEqualTo(FieldAccess.HIDDEN);
    assertThat(matrix.field(Set.of(Role.SALES, Role.SUPPORT), RecordKind.CONTACT, "phone"))
        .isEqualTo(FieldAccess.READ_ONLY);
    assertThat(matrix.field(Set.of(Role.SALES, Role.ADMIN), RecordKind.CONTACT, "phone"))
        .isEqualTo(FieldAccess.EDITABLE);
    assertThat(matrix.fields(Set.of(Role.SALES), RecordKind.CONTACT, FieldAccess.HIDDEN))
        .containsExactly("phone");
  }

  @Test
  void aRecordOfSeveralIsInReachThroughAnyOfThem() {
    UUID ann = UUID.randomUUID();
    UUID ben = UUID.randomUUID();
    Reach own = new Reach(Scope.OWN, ann, Set.of(), Set.of());
    Reach team = new Reach(Scope.TEAM, ann, Set.of("north"), Set.of(ann, ben));
    assertThat(own.includes(null, new Of(ann, null))).isTrue();
    assertThat(own.includes(new Of(ben, "north"))).isFalse();
    assertThat(own.includes(new Of(null, null), null)).isFalse();
    assertThat(team.includes(new Of(ben, null))).isTrue();
    assertThat(team.includes(new Of(ben, "south"))).isFalse();
    assertThat(team.includes(new Of(null, "north"))).isTrue();
    assertThat(Reach.NOTHING.includes(new Of(ann, "north"))).isFalse();
    assertThat(Reach.EVERYTHING.includes(new Of(null, null))).isTrue();
  }

  private record Of(UUID ownerId, String getTeam) implements Owned {
    @Override
    public String getTeam() {
      return getTeam;
    }
  }
}
