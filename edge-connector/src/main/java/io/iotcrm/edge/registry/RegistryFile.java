package io.iotcrm.edge.registry;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** The last good copy of the registry: an edge that starts while the centre is away works by it. */
public final class RegistryFile {
  private final Path file;

  public RegistryFile(Path file) {
    this.file = file;
  }

  /** The copy, or null where there is none or it cannot be read. */
  public Registry load() throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    RegistryFormat format = new RegistryFormat();
    try (InputStream in = Files.newInputStream(file)) {
      format.readPage(in);
    }
    return format.registry();
  }

  /** Replaces the copy at once: a crash leaves the old one or the new one. */
  public void save(Registry registry) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void close() throws IOException {
              flush(); // the channel is forced first
            }
          };
      RegistryFormat.write(registry, out);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
