package io.iotcrm.benchmark.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.load.LoadDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A profile, a rule and devices for the proof, made through the API when they are missing. */
final class ProofShop {
  static final String PROFILE = "proof";
  static final String RULE = "Proof: every twentieth";

  /** The rule fires at each number that this divides, and is over at the next. */
  static final int EVERY = 20;

  private final ApiClient api;
  private final Credentials credentials;

  ProofShop(ApiClient api, Credentials credentials) {
    this.api = api;
    this.credentials = credentials;
  }

  List<LoadDevice> ensure(int count) {
    if (api.find("device-profiles/" + PROFILE).isEmpty()) {
      api.post(
          "device-profiles",
          Map.of(
              "key",
              PROFILE,
              "name",
              "Numbered readings",
              "series",
              List.of(Map.of("key", "n", "kind", "NUMBER"))),
          null);
    }
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
      devices.add(device(String.format("proof-%02d", i)));
    }
    return devices;
  }

  private LoadDevice device(String id) {
    Optional<String> known = credentials.device(id);
    boolean exists = api.find("devices/" + id).isPresent();
    if (exists && known.isPresent()) {
      return new LoadDevice(id, known.get());
    }
    JsonNode answer =
        exists
            ? api.post("devices/" + id + "/credentials", Map.of(), null)
            : api.post(
                "devices",
                Map.of("id", id, "profileKey", PROFILE, "name", id, "site", "bench"),
                null);
    String secret = answer.path("secret").asText();
    credentials.put(Map.of("device/" + id, secret));
    return new LoadDevice(id, secret);
  }
}
