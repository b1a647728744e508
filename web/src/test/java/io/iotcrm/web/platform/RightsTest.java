package io.iotcrm.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Grant;
import io.iotcrm.domain.security.PermissionMatrix;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Role;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.security.Permissions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, for every role, with the permissions that it needs and without them. */
class RightsTest {
  private static Rights rights(String role, PermissionMatrix matrix) {
    Permissions permissions =
        new Permissions() {
          @Override
          public boolean may(Action action, RecordKind kind) {
            return matrix.scope(Set.of(role), kind, action) != Scope.NONE;
          }
        };
    Visitor visitor =
        new Visitor() {
          @Override
          public boolean hasAnyOf(Collection<String> roles) {
            return roles.contains(role);
          }
        };
    return new Rights(permissions, visitor);
  }

  @ParameterizedTest
  @EnumSource
  void aPageOpensToItsRolesUntilAnAdministratorSaysOtherwise(PortalPage page) {
    for (String role : Role.PEOPLE) {
      assertThat(rights(role, PermissionMatrix.STANDARD).open(page))
          .as(role)
          .isEqualTo(page.roles().contains(role));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsClosedToWhoMayNotReadWhatItShows(PortalPage page) {
    if (page.need().isEmpty()) {
      return;
    }
    PortalPage.Need need = page.need().get();
    for (String role : Role.PEOPLE) {
      Grant none = new Grant(role, need.kind(), need.action(), Scope.NONE);
      PermissionMatrix without = PermissionMatrix.of(List.of(none), List.of());
      assertThat(rights(role, without).open(page)).as(role).isFalse();
      for (String other : page.roles()) {
        if (!other.equals(role)) {
          assertThat(rights(other, without).open(page)).as(other).isTrue();
        }
      }
    }
  }
}
