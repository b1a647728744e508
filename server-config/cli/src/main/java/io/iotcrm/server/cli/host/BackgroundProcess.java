package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that outlives the command, known by a pid file.
 *
 * <p>A pid alone is not trusted: after a crash or a reboot it may be another's. The process counts
 * as ours only while its command line contains {@code marker}, a path inside the installation.
 */
public record BackgroundProcess(Path pidFile, String marker) {

  /**
   * Starts in a session of its own, so that Ctrl-C in the terminal does not end it with the
   * command.
   */
  public static Process start(
      List<String> command, Map<String, String> environment, Path directory, Path log)
      throws IOException {
    Files.createDirectories(directory);
    Files.createDirectories(log.getParent());
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Starts as {@link #start} does and writes the pid file. */
  public void launch(
      List<String> command, Map<String, String> environment, Path directory, Path log)
      throws IOException {
    Process process = start(command, environment, directory, log);
    Files.createDirectories(pidFile.getParent());
    Files.writeString(pidFile, Long.toString(process.pid()));
  }

  public Optional<ProcessHandle> handle() {
    try {
      String first = Files.readString(pidFile).lines().findFirst().orElse("").trim();
      long pid = Long.parseLong(first);
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> isOurs(pid));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  public boolean isAlive() {
    return handle().isPresent();
  }

  /** SIGTERM, then SIGKILL after the grace period. Returns when the process is gone. */
  public void stop(Duration grace) {
    handle()
        .ifPresent(
            process -> {
              process.destroy();
              if (!gone(process, grace)) {
                process.destroyForcibly();
                gone(process, Duration.ofSeconds(10));
              }
            });
    forget();
  }

  /** SIGKILL, as a crash: nothing is flushed or said. Returns when the process is gone. */
  public boolean kill() {
    Optional<ProcessHandle> process = handle();
    process.ifPresent(
        p -> {
          p.destroyForcibly();
          gone(p, Duration.ofSeconds(10));
        });
    return process.isPresent();
  }

  /**
   * SIGKILL to every process whose command line names the path: what an interrupted command left
   * without a pid file.
   */
  public static void killAll(String path) {
    BackgroundProcess any = new BackgroundProcess(Path.of("/nonexistent"), path);
    ProcessHandle.allProcesses()
        .filter(p -> p.pid() != ProcessHandle.current().pid() && any.isOurs(p.pid()))
        .forEach(
            p -> {
              p.destroyForcibly();
              any.gone(p, Duration.ofSeconds(10));
            });
  }

  private boolean gone(ProcessHandle process, Duration limit) {
    return Await.quietly(limit, () -> !process.isAlive() || !isOurs(process.pid()));
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new IllegalStateException("cannot delete " + pidFile, e);
    }
  }

  /** Reads the whole command line: ProcessHandle's own copy ends after one page. */
  private boolean isOurs(long pid) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(line, StandardCharsets.UTF_8).contains(marker);
    } catch (IOException e) {
      return false;
    }
  }
}
