package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.installation.Installation;
import io.iotcrm.benchmark.process.LastWill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of the installation's parts, as the operating system sees them. */
final class Processes {
  private final Path home;
  private final LastWill will;

  Processes(Path home, LastWill will) {
    this.home = home;
    this.will = will;
  }

  /** Ports are chosen at a start: read anew each time. */
  Installation installation() {
    return Installation.in(home)
        .orElseThrow(() -> new CommandFailure("there is no installation in " + home));
  }

  /**
   * @param part as {@link Installation#pid} names it
   */
  long pid(String part) {
    long pid =
        installation()
            .pid(part)
            .orElseThrow(() -> new CommandFailure(part + " does not run; start it first"));
    if (isGone(pid)) {
      throw new CommandFailure(part + " does not run; start it first");
    }
    return pid;
  }

  /** Evident once the process that runs now is gone. */
  Trace death(String part) {
    long pid = pid(part);
    return () -> {
      boolean gone = isGone(pid);
      return new Finding(gone, part + ": process " + pid + (gone ? " gone" : " still there"));
    };
  }

  /** Gone, or dead and only not yet collected by its parent. */
  static boolean isGone(long pid) {
    try {
      return Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")).length == 0;
    } catch (IOException e) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
          || Files.isDirectory(Path.of("/proc/self"));
    }
  }

  /** Stops it in mid-work, as a machine that hangs; evident while the kernel says so. */
  Trace pause(String part) throws IOException, InterruptedException {
    long pid = pid(part);
    will.addFirst(List.of("kill", "-CONT", Long.toString(pid)));
    run(List.of("kill", "-STOP", Long.toString(pid)));
    return () -> {
      char state = state(pid);
      return new Finding(state == 'T', part + ": process " + pid + " in state " + state);
    };
  }

  void resume(String part) throws IOException, InterruptedException {
    run(List.of("kill", "-CONT", Long.toString(pid(part))));
  }

  /** The kernel's letter, after the name in brackets. */
  private static char state(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }

  /** Lets no file of the part be written from now on, as on a volume that is full. */
  void limitFiles(String part) throws IOException, InterruptedException {
    prlimit(pid(part), "0");
  }

  /** Where something of it has survived. */
  void freeFiles(String part) throws IOException, InterruptedException {
    var pid = installation().pid(part);
    if (pid.isPresent() && !isGone(pid.get())) {
      prlimit(pid.get(), "unlimited");
    }
  }

  /** The process and its children, such as PostgreSQL's. */
  private static void prlimit(long pid, String bytes) throws IOException, InterruptedException {
    List<Long> all = new ArrayList<>(List.of(pid));
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).map(ProcessHandle::descendants).orElse(Stream.empty())) {
      children.map(ProcessHandle::pid).forEach(all::add);
    }
    for (long one : all) {
      try {
        run(List.of("prlimit", "--pid", Long.toString(one), "--fsize=" + bytes + ":unlimited"));
      } catch (CommandFailure e) {
        if (one == pid || !isGone(one)) {
          throw e;
        }
      }
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new CommandFailure(String.join(" ", command) + " failed");
    }
  }
}
