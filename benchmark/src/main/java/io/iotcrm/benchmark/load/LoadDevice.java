package io.iotcrm.benchmark.load;

/** A device of the registry that the generator speaks for. */
public record LoadDevice(String id, String secret) {}
