package io.iotcrm.server.cli.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks distributions without any program of the machine, with the executable bits and symbolic
 * links of the archive.
 */
public final class Archives {
  private static final int SYMLINK = 0120000;
  private static final int FILE_TYPE = 0170000;

  private Archives() {}

  /**
   * Unpacks into {@code target}, which appears complete or not at all.
   *
   * @param archive .zip, .tar.gz, or a .jar that holds one .txz
   */
  public static void unpack(Path archive, Path target) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    Trees.delete(partial);
    Files.createDirectories(partial);
    String name = archive.getFileName().toString();
    if (name.endsWith(".tar.gz")) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
        untar(new GZIPInputStream(in, 1 << 16), partial);
      }
    } else if (name.endsWith(".jar")) {
      untarInside(archive, partial);
    } else {
      unzip(archive, partial);
    }
    Trees.delete(target);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unzip(Path archive, Path target) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        Path file = inside(target, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if ((entry.getUnixMode() & FILE_TYPE) == SYMLINK) {
          link(target, file, zip.getUnixSymlink(entry));
        } else {
          try (InputStream in = zip.getInputStream(entry)) {
            write(in, file, entry.getUnixMode());
          }
        }
      }
    }
  }

  private static void untarInside(Path jar, Path target) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".txz")) {
          try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            untar(new XZCompressorInputStream(in), target);
          }
          return;
        }
      }
      throw new IOException(jar + " holds no .txz");
    }
  }

  private static void untar(InputStream stream, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        Path file = inside(target, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          link(target, file, entry.getLinkName());
        } else if (entry.isLink()) {
          Files.createDirectories(file.getParent());
          Files.createLink(file, inside(target, entry.getLinkName()));
        } else {
          write(tar, file, entry.getMode());
        }
      }
    }
  }

  private static void write(InputStream in, Path file, int mode) throws IOException {
    Files.createDirectories(file.getParent());
    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    if ((mode & 0100) != 0) {
      Set<PosixFilePermission> executable =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, executable);
    }
  }

  private static void link(Path target, Path file, String to) throws IOException {
    inside(target, target.relativize(file.getParent().resolve(to)).toString());
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createSymbolicLink(file, Path.of(to));
  }

  /** An entry must not leave the target: archives come from the network. */
  private static Path inside(Path target, String name) throws IOException {
    Path file = target.resolve(name).normalize();
    if (!file.startsWith(target.normalize())) {
      throw new IOException("archive entry leaves its directory: " + name);
    }
    return file;
  }
}
