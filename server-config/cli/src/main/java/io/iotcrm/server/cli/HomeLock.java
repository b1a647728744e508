package io.iotcrm.server.cli;

import io.iotcrm.server.cli.host.Await;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps two commands from changing the same installation at once; ends with the process. The file
 * says who holds it: its process id and what it was called with.
 */
public final class HomeLock {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private HomeLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Waits a while for a command that is at work, and says on the error stream for whom.
   *
   * @throws IllegalStateException when another process holds the lock for longer; names it
   */
  public static void holding(Path home, Work work) throws Exception {
    holding(home, PATIENCE, System.err, work);
  }

  static void holding(Path home, Duration patience, PrintStream out, Work work) throws Exception {
    Files.createDirectories(home);
    Path file = home.resolve("lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!Await.quietly(SILENCE, () -> locked(channel))) {
        out.println("iotcrm: waiting for " + holder(file) + ", which is at work in " + home);
        if (!Await.quietly(patience, () -> locked(channel))) {
          throw new IllegalStateException(
              holder(file)
                  + " is at work in "
                  + home
                  + " and has not finished within "
                  + patience.toSeconds()
                  + " s; nothing was done. Wait for it, or end it, and try again");
        }
      }
      sign(channel);
      try {
        work.run();
      } finally {
        channel.truncate(0);
      }
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

  private static void sign(FileChannel channel) throws IOException {
    channel.truncate(0);
    String signature = "process " + ProcessHandle.current().pid() + " (" + command() + ")";
    channel.write(ByteBuffer.wrap(signature.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** As it was typed, without the Java before it. */
  private static String command() {
    return System.getProperty("sun.java.command", "iotcrm")
        .replaceFirst("^\\S*iotcrm-cli\\.jar", "iotcrm");
  }

  private static String holder(Path file) {
    try {
      String signature = Files.readString(file).strip();
      return signature.isEmpty() ? "another iotcrm command" : signature;
    } catch (IOException e) {
      return "another iotcrm command";
    }
  }
}
