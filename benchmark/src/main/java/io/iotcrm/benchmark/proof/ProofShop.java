package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.load.LoadDevice;
import io.iotcrm.benchmark.load.MeasuredDevices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile, a rule and devices for the proof, made through the API when they are missing. */
final class ProofShop {
  static final String PROFILE = "proof";
  static final String RULE = "Proof: every twentieth";

  /** The rule fires at each number that this divides, and is over at the next. */
  static final int EVERY = 20;

  private final ApiClient api;
  private final MeasuredDevices measured;

  ProofShop(ApiClient api, Credentials credentials) {
    this.api = api;
    measured = new MeasuredDevices(api, credentials);
  }

  List<LoadDevice> ensure(int count) {
    api.postMissing(
        "device-profiles",
        PROFILE,
        Map.of(
            "key",
            PROFILE,
            "name",
            "Numbered readings",
            "series",
            List.of(Map.of("key", "n", "kind", "NUMBER"))));
    if (api.list("rules").stream().noneMatch(rule -> rule.path("name").asText().equals(RULE))) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("name", RULE);
      rule.put("profileKey", PROFILE);
      rule.put("condition", "int(latest.n) % " + EVERY + " == 0");
      rule.put("severity", "INFO");
      rule.put("holdSeconds", 0);
      rule.put("enabled", true);
      rule.put(
          "actions", List.of(Map.of("type", "COMMAND", "name", "mark", "expiresInMinutes", 60)));
      api.post("rules", rule, null);
    }
    List<LoadDevice> devices = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String id = String.format("proof-%02d", i);
      devices.add(measured.ensure(id, Map.of("profileKey", PROFILE, "name", id, "site", "bench")));
    }
    return devices;
  }
}
