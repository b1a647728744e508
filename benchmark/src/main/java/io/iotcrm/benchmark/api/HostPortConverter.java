package io.iotcrm.benchmark.api;

import picocli.CommandLine.ITypeConverter;

/** Lets picocli read {@code host:port}. */
public final class HostPortConverter implements ITypeConverter<HostPort> {
  @Override
  public HostPort convert(String text) {
    return HostPort.parse(text);
  }
}
