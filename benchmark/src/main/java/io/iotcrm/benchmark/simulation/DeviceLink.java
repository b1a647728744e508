package io.iotcrm.benchmark.simulation;

/**
 * A device's way to the platform. Sending never blocks and never fails; what is lost is counted.
 */
interface DeviceLink {
  /** Sends one telemetry message, or keeps it for a while when the platform is away. */
  void send(byte[] payload);

  void close();
}
