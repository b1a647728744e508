package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.api.Credentials;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the secrets of the devices are that exist for measuring only. */
public final class BenchDeviceOptions {
  @Option(
      names = "--device-credentials",
      paramLabel = "FILE",
      required = true,
      description =
          "File of their own for the load generator's devices: 'bench-devices' writes their secrets"
              + " to it, 'coap' adds their keys.")
  private Path file;

  public Credentials credentials() {
    return new Credentials(file);
  }
}
