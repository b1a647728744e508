package io.iotcrm.benchmark.installation;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Fills in addresses and files from the installation in {@code $IOTCRM_HOME}, or {@code .iotcrm}
 * where the command is run, so that they need not be typed.
 */
public final class InstallationDefaults implements IDefaultValueProvider {
  private final Optional<Installation> installation;

  public InstallationDefaults() {
    this(Path.of(System.getenv().getOrDefault("IOTCRM_HOME", ".iotcrm")));
  }

  InstallationDefaults(Path home) {
    this.installation = Installation.in(home.toAbsolutePath());
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? installation.map(one -> one.valueOf(option.longestName())).orElse(null)
        : null;
  }
}
