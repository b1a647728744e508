package io.iotcrm.benchmark.api;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials file: one {@code name=secret} per line, readable by its owner only.
 *
 * <p>Other commands write to the same file. So each change reads it anew under a lock, and replaces
 * it whole: a reader sees the old or the new file, never half of one.
 */
public final class Credentials {
  private final Path file;

  public Credentials(Path file) {
    this.file = file.toAbsolutePath();
  }

  public Path file() {
    return file;
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(read().get(name));
  }

  /** The secret, or an error that names what is missing and where. */
  public String require(String name) {
    return find(name).orElseThrow(() -> new CommandFailure("no line " + name + "= in " + file));
  }

  public Optional<String> device(String deviceId) {
    return find("device/" + deviceId);
  }

  /** Every name with its secret, in the order of the file. */
  public Map<String, String> read() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String line : lines()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        secrets.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return secrets;
  }

  /** Adds or replaces the lines of these names and keeps every other line. */
  public synchronized void put(Map<String, String> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("lost the lock " + lock);
      }
      replace(merge(changes));
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file, e);
    }
  }

  private String merge(Map<String, String> changes) {
    Map<String, String> left = new LinkedHashMap<>(changes);
    StringBuilder text = new StringBuilder();
    for (String line : lines()) {
      int equals = line.indexOf('=');
      String name = equals > 0 ? line.substring(0, equals).strip() : "";
      String changed = left.remove(name);
      text.append(changed == null ? line : name + "=" + changed).append('\n');
    }
    left.forEach((name, secret) -> text.append(name).append('=').append(secret).append('\n'));
    return text.toString();
  }

  private void replace(String text) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            ".credentials",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, text);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        keepOwner(fresh);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void keepOwner(Path fresh) throws IOException {
    var owner = Files.getOwner(file);
    if (!owner.equals(Files.getOwner(fresh))) {
      Files.setOwner(fresh, owner);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, e);
    }
  }
}
