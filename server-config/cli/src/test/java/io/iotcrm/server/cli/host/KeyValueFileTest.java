package io.iotcrm.server.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyValueFileTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void path() {
    path = directory.resolve("credentials");
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    KeyValueFile file = KeyValueFile.at(path);
    file.put("admin", "secret");
    file.save();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void tightensAFileThatWasReadableByOthers() throws IOException {
    Files.writeString(path, "admin=old\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

    KeyValueFile file = KeyValueFile.at(path);
    file.put("admin", "new");
    file.save();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheLinesOfOthersInTheirOrder() throws IOException {
    Files.writeString(path, "# mine\ndevice/S1-fridge-1=abc==\nadmin=x\n");

    KeyValueFile file = KeyValueFile.at(path);
    file.put("sales", "y");
    file.save();

    assertThat(Files.readAllLines(path))
        .containsExactly("# mine", "device/S1-fridge-1=abc==", "admin=x", "sales=y");
  }

  @Test
  void endsTheKeyAtTheFirstEqualsSign() throws IOException {
    Files.writeString(path, "device/a=b=c\n");

    assertThat(KeyValueFile.at(path).get("device/a")).contains("b=c");
  }

  @Test
  void isEmptyWhereThereIsNoFile() throws IOException {
    assertThat(KeyValueFile.at(path).asMap()).isEmpty();
  }
}
