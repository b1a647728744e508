package io.iotcrm.benchmark.latency;

import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.load.MeasuredDevices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fridges that exist for this measurement, made through the API when they are missing. */
final class LatencyDevices {
  /** A sensor with its thermostat. */
  record Pair(LoadDevice sensor, LoadDevice thermostat) {}

  private final MeasuredDevices devices;

  LatencyDevices(ApiClient api, Credentials credentials) {
    devices = new MeasuredDevices(api, credentials);
  }

  List<Pair> ensure(int count) {
    List<Pair> pairs = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      LoadDevice thermostat = ensure("latency-thermo-" + n, "thermostat", null);
      pairs.add(new Pair(ensure("latency-fridge-" + n, "dht22", thermostat.id()), thermostat));
    }
    return pairs;
  }

  private LoadDevice ensure(String id, String profile, String controls) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("profileKey", profile);
    details.put("name", "Measured device " + id);
    details.put("site", "bench");
    if (controls != null) {
      details.put("controlsId", controls);
    }
    return devices.ensure(id, details);
  }
}
