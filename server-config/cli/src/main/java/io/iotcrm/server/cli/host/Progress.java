package io.iotcrm.server.cli.host;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal what is being done and how long each step took. */
public final class Progress {
  /** A step; what it returns is printed behind its name. */
  @FunctionalInterface
  public interface Step {
    String run() throws Exception;
  }

  private final PrintStream out;

  public Progress(PrintStream out) {
    this.out = out;
  }

  public void step(String name, Step step) {
    long start = System.nanoTime();
    out.printf("%-22s ", name);
    out.flush();
    try {
      String outcome = step.run();
      out.printf(Locale.ROOT, "%s (%.1f s)%n", outcome, (System.nanoTime() - start) / 1e9);
    } catch (RuntimeException e) {
      out.println("FAILED");
      throw e;
    } catch (Exception e) {
      out.println("FAILED");
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  public void say(String line) {
    out.println(line);
  }
}
