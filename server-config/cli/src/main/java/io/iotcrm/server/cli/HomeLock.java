package io.iotcrm.server.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from changing the same installation at once; ends with the process. */
public final class HomeLock {
  private HomeLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * @throws IllegalStateException when another process holds the lock
   */
  public static void holding(Path home, Work work) throws Exception {
    Files.createDirectories(home);
    try (FileChannel channel =
        FileChannel.open(
            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new IllegalStateException("another iotcrm command is at work in " + home);
      }
      work.run();
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " (in " + home + ")", e);
    }
  }
}
