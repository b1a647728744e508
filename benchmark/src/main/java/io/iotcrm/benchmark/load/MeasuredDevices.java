package io.iotcrm.benchmark.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Devices that exist for a measurement, made through the API when they are missing. */
public final class MeasuredDevices {
  private final ApiClient api;
  private final Credentials credentials;

  public MeasuredDevices(ApiClient api, Credentials credentials) {
    this.api = api;
    this.credentials = credentials;
  }

  /**
   * A device with a secret that is in the credentials file; one whose secret is not there gets a
   * new one.
   *
   * @param details what {@code POST /devices} takes besides the id
   */
  public LoadDevice ensure(String id, Map<String, Object> details) {
    Optional<String> known = credentials.device(id);
    boolean exists = api.find("devices/" + id).isPresent();
    if (exists && known.isPresent()) {
      return new LoadDevice(id, known.get());
    }
    JsonNode answer;
    if (exists) {
      answer = api.post("devices/" + id + "/credentials", Map.of(), null);
    } else {
      Map<String, Object> body = new LinkedHashMap<>(details);
      body.put("id", id);
      answer = api.post("devices", body, null);
    }
    String secret = answer.path("secret").asText();
    credentials.put(Map.of("device/" + id, secret));
    return new LoadDevice(id, secret);
  }
}
