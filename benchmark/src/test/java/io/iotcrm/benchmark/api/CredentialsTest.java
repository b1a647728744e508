package io.iotcrm.benchmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir private Path directory;

  @Test
  void keepsOtherLinesWhenItAddsAndReplaces() throws IOException {
    Path file = directory.resolve("credentials");
    Files.writeString(file, "# made by iotcrm\nadmin=a=b\ndevice/x=old\n");
    Credentials credentials = new Credentials(file);
    credentials.put(Map.of("device/x", "new", "device/y", "other"));
    assertThat(Files.readString(file))
        .isEqualTo("# made by iotcrm\nadmin=a=b\ndevice/x=new\ndevice/y=other\n");
    assertThat(credentials.require("admin")).isEqualTo("a=b");
    assertThat(credentials.device("y")).contains("other");
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    Path file = directory.resolve("credentials");
    new Credentials(file).put(Map.of("device/x", "secret"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.list(directory).map(path -> path.getFileName().toString()))
        .containsExactlyInAnyOrder("credentials", "credentials.lock");
  }

  @Test
  void namesWhatIsMissing() {
    Credentials credentials = new Credentials(directory.resolve("none"));
    assertThatThrownBy(() -> credentials.require("admin"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("admin=");
  }
}
