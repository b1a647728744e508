package io.iotcrm.benchmark.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Programs that end when this one does, however it ends. Each leads a process group of its own, so
 * that those that it starts in turn end with it, except servers that detach themselves.
 */
public final class Children implements Closeable {
  private final LastWill will;

  /**
   * @param log where is noted what was done if this program did not end in order
   */
  public Children(Path log) {
    will = new LastWill(log);
  }

  public LastWill will() {
    return will;
  }

  /**
   * @param builder its command is run by {@code setsid}
   */
  public Process start(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(builder.command());
    Process process = builder.command(command).start();
    will.started(process.pid());
    process.onExit().thenRun(() -> will.ended(process.pid()));
    return process;
  }

  /** A shell's command, with this program's own output and error streams. */
  public Process shell(String line, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).inheritIO();
    builder.environment().putAll(environment);
    return start(builder);
  }

  @Override
  public void close() throws IOException {
    will.close();
  }
}
