package io.iotcrm.benchmark.seed;

import io.iotcrm.benchmark.api.ApiOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a cluster with the demo shop. */
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    description = "Loads the demo shop through the API; a second run creates what is missing.")
public final class SeedCommand implements Runnable {
  @Mixin private ApiOptions api;
  @Spec private CommandSpec spec;

  @Option(
      names = "--purchases",
      defaultValue = "6000",
      description = "Number of past purchases (default: ${DEFAULT-VALUE}).")
  private int purchases;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    out.println("Loading the demo shop");
    api.withApi(client -> new Seeder(client, api.credentials(), out).run(purchases));
    out.printf("Loaded in %.1f s%n", (System.nanoTime() - start) / 1e9);
    out.flush();
  }
}
