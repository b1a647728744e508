package io.iotcrm.benchmark.load;

import java.util.List;

/**
 * A device of the registry that has a connection of its own.
 *
 * @param behind the devices that it speaks for; a gateway sends a reading of theirs and none of its
 *     own
 */
public record LoadDevice(String id, String secret, List<String> behind) {
  public LoadDevice(String id, String secret) {
    this(id, secret, List.of());
  }

  String topic() {
    return "v1/" + (behind.isEmpty() ? "devices/" : "gateways/") + id + "/telemetry";
  }

  /** Whose readings its messages have. */
  List<String> measured() {
    return behind.isEmpty() ? List.of(id) : behind;
  }
}
