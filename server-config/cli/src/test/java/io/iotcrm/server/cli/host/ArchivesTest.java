package io.iotcrm.server.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchivesTest {
  @TempDir Path directory;
  private Path target;

  @BeforeEach
  void target() {
    target = directory.resolve("out");
  }

  @Test
  void keepsExecutableBitsOfAZip() throws IOException {
    Path zip = zip("payara/bin/asadmin", 0100755, "payara/README", 0100644);

    Archives.unpack(zip, target);

    assertThat(target.resolve("payara/bin/asadmin")).isExecutable();
    assertThat(Files.isExecutable(target.resolve("payara/README"))).isFalse();
  }

  @Test
  void keepsExecutableBitsAndLinksOfATarGz() throws IOException {
    Path archive = directory.resolve("a.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(tar());
    }

    Archives.unpack(archive, target);

    assertThat(target.resolve("bin/postgres")).isExecutable().hasContent("binary");
    assertThat(target.resolve("lib/libpq.so")).isSymbolicLink().hasContent("binary");
  }

  @Test
  void readsTheTxzInsideAJar() throws IOException {
    ByteArrayOutputStream txz = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(txz, new LZMA2Options())) {
      xz.write(tar());
    }
    Path jar = directory.resolve("a.jar");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(jar)) {
      entry(out, "META-INF/MANIFEST.MF", 0100644, new byte[0]);
      entry(out, "postgres-linux.txz", 0100644, txz.toByteArray());
    }

    Archives.unpack(jar, target);

    assertThat(target.resolve("bin/postgres")).isExecutable();
  }

  @Test
  void replacesWhatAnInterruptedRunLeft() throws IOException {
    Files.createDirectories(directory.resolve("out.partial/half"));

    Archives.unpack(zip("a", 0100644, "b", 0100644), target);

    assertThat(target.resolve("half")).doesNotExist();
    assertThat(target.resolve("a")).exists();
    assertThat(directory.resolve("out.partial")).doesNotExist();
  }

  @Test
  void refusesAnEntryThatLeavesTheDirectory() throws IOException {
    Path zip = zip("../evil", 0100644, "b", 0100644);

    assertThatThrownBy(() -> Archives.unpack(zip, target)).hasMessageContaining("../evil");
    assertThat(target).doesNotExist();
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  private Path zip(String first, int firstMode, String second, int secondMode) throws IOException {
    Path zip = directory.resolve("a.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      entry(out, first, firstMode, "1".getBytes(StandardCharsets.UTF_8));
      entry(out, second, secondMode, "2".getBytes(StandardCharsets.UTF_8));
    }
    return zip;
  }

  private static void entry(ZipArchiveOutputStream out, String name, int mode, byte[] content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      byte[] content = "binary".getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry binary = new TarArchiveEntry("bin/postgres");
      binary.setMode(0100755);
      binary.setSize(content.length);
      out.putArchiveEntry(binary);
      out.write(content);
      out.closeArchiveEntry();
      TarArchiveEntry link = new TarArchiveEntry("lib/libpq.so", TarConstants.LF_SYMLINK);
      link.setLinkName("../bin/postgres");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
