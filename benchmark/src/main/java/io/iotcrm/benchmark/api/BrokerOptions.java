package io.iotcrm.benchmark.api;

import picocli.CommandLine.Option;

/** Where devices connect. */
public final class BrokerOptions {
  @Option(
      names = "--mqtt",
      required = true,
      paramLabel = "HOST:PORT",
      converter = HostPortConverter.class)
  private HostPort mqtt;

  public HostPort mqtt() {
    return mqtt;
  }
}
