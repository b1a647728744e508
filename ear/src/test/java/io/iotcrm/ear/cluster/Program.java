package io.iotcrm.ear.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A run of a client program that nobody here wrote. */
public record Program(int exitCode, String output) {

  /** Runs it with the given standard input, at most 30 seconds; output and errors together. */
  public static Program run(byte[] input, List<String> command) {
    return run(input, Map.of(), Duration.ofSeconds(30), command);
  }

  /**
   * @param environment variables beside those of this process
   * @param limit how long it may take; it is ended then, and its output is part of the failure
   */
  public static Program run(
      byte[] input, Map<String, String> environment, Duration limit, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> rest(process));
      try (var in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        // It ended without reading all of it; its exit code and output say why.
      }
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = new String(output.join(), StandardCharsets.UTF_8);
      if (!ended) {
        throw new IllegalStateException(command.get(0) + " did not end; it said " + said);
      }
      return new Program(process.exitValue(), said);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] rest(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
