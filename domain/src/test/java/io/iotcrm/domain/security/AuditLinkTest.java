package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditLinkTest {
  private static final AuditLink LINK =
      new AuditLink(
          1,
          UUID.fromString("00000000-0000-7000-8000-000000000001"),
          Instant.parse("2026-01-02T03:04:05.6789Z"),
          "anna",
          "edit",
          "ticket",
          null,
          "ALLOWED",
          "127.0.0.1",
          "\u00e4");

  /** Computed with another program, from the description in docs/security.md. */
  @Test
  void theHashIsTheOneThatIsDocumented() {
    assertThat(HexFormat.of().formatHex(LINK.hash(AuditLink.origin())))
        .isEqualTo("e0dc733a38db66c09fd9c130d9cb5a8a0b80aa2572de684a70d20a6a76ca852a");
  }

  @Test
  void aMissingMemberIsNotAnEmptyOneAndMembersDoNotRunIntoEachOther() {
    AuditLink empty =
        new AuditLink(1, LINK.id(), LINK.at(), "anna", "edit", "ticket", "", "ALLOWED", "1", "2");
    AuditLink missing =
        new AuditLink(1, LINK.id(), LINK.at(), "anna", "edit", "ticket", null, "ALLOWED", "1", "2");
    AuditLink moved =
        new AuditLink(1, LINK.id(), LINK.at(), "anna", "edit", "ticket", "", "ALLOWED", "12", "");
    assertThat(empty.hash(AuditLink.origin())).isNotEqualTo(missing.hash(AuditLink.origin()));
    assertThat(empty.hash(AuditLink.origin())).isNotEqualTo(moved.hash(AuditLink.origin()));
  }
}
