package io.iotcrm.benchmark.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.load.LoadDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fridges that exist for this measurement, made through the API when they are missing. */
final class LatencyDevices {
  /** A sensor with its thermostat. */
  record Pair(LoadDevice sensor, LoadDevice thermostat) {}

  private final ApiClient api;
  private final Credentials credentials;

  LatencyDevices(ApiClient api, Credentials credentials) {
    this.api = api;
    this.credentials = credentials;
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
    Optional<String> known = credentials.device(id);
    boolean exists = api.find("devices/" + id).isPresent();
    if (exists && known.isPresent()) {
      return new LoadDevice(id, known.get());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("profileKey", profile);
    body.put("name", "Measured device " + id);
    body.put("site", "bench");
    if (controls != null) {
      body.put("controlsId", controls);
    }
    JsonNode answer =
        exists
            ? api.post("devices/" + id + "/credentials", Map.of(), null)
            : api.post("devices", body, null);
    String secret = answer.path("secret").asText();
    credentials.put(Map.of("device/" + id, secret));
    return new LoadDevice(id, secret);
  }
}
