package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermissionsDocumentTest {
  @Test
  void theMatrixIsTheSameWhenItIsWrittenAndRead() {
    PermissionMatrix matrix =
        PermissionMatrix.of(
            List.of(new Grant(Role.SALES, RecordKind.DEAL, Action.EDIT, Scope.TEAM)),
            List.of(
                new FieldRule(Role.SUPPORT, RecordKind.CONTACT, "phone", FieldAccess.READ_ONLY)));

    PermissionsDocument document = PermissionsDocument.of(matrix);

    assertThat(document.grants().get("sales").get("deal")).containsEntry("edit", "team");
    assertThat(document.grants().get("sales").get("deal")).containsEntry("read", "all");
    assertThat(document.fields().get("support").get("contact")).containsEntry("phone", "read-only");
    assertThat(document.matrix().narrowed()).isEqualTo(matrix.narrowed());
    assertThat(document.matrix().fieldRules()).isEqualTo(matrix.fieldRules());
  }

  @Test
  void whatIsLeftOutIsTheStandard() {
    assertThat(new PermissionsDocument(null, null).matrix().narrowed()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamedWithItsPlace() {
    PermissionsDocument document =
        new PermissionsDocument(
            Map.of(
                "analyst", Map.of("account", Map.of("edit", "own")),
                "sales", Map.of("campaign", Map.of("read", "own"), "deal", Map.of("fly", "all"))),
            Map.of("sales", Map.of("deal", Map.of("name", "hidden"))));

    assertThatThrownBy(document::matrix)
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(InvalidInputException.Violation::pointer)
                    .containsExactlyInAnyOrder(
                        "/grants/analyst/account/edit",
                        "/grants/sales/campaign/read",
                        "/grants/sales/deal/fly",
                        "/fields/sales/deal/name"));
  }
}
