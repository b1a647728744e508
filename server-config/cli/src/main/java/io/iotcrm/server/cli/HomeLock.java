package io.iotcrm.server.cli;

import io.iotcrm.server.cli.host.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps two commands from changing the same installation at once; ends with the process. */
public final class HomeLock {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private HomeLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Waits a while for a command that is at work.
   *
   * @throws IllegalStateException when another process holds the lock for longer
   */
  public static void holding(Path home, Work work) throws Exception {
    Files.createDirectories(home);
    try (FileChannel channel =
        FileChannel.open(
            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!Await.quietly(PATIENCE, () -> locked(channel))) {
        throw new IllegalStateException("another iotcrm command is at work in " + home);
      }
      work.run();
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " (in " + home + ")", e);
    }
  }

  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
