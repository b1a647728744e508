package io.iotcrm.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path home;

  @Test
  void makesASecretOnceAndKeepsIt() throws IOException {
    String first = new Secrets(home).get("payara.admin");

    assertThat(new Secrets(home).get("payara.admin")).isEqualTo(first);
    assertThat(first).hasSizeGreaterThanOrEqualTo(43);
  }

  @Test
  void neverGivesTheSameSecretToTwoNames() throws IOException {
    Secrets secrets = new Secrets(home);

    assertThat(secrets.get("payara.admin")).isNotEqualTo(secrets.get("payara.master"));
  }

  @Test
  void hidesThemFromOtherUsers() throws IOException {
    new Secrets(home).get("payara.admin");

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
        .isEqualTo("rw-------");
  }
}
