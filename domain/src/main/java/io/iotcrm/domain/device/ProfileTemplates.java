package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ready profiles for common devices, from data files. Whoever makes one may change it freely. */
public final class ProfileTemplates {
  private static final List<String> KEYS =
      List.of("dht22", "wearable", "people-counter", "beacon", "thermostat", "motion");
  private static final Map<String, ProfileTemplate> ALL = load();

  private ProfileTemplates() {}

  public static List<ProfileTemplate> all() {
    return List.copyOf(ALL.values());
  }

  public static Optional<ProfileTemplate> find(String key) {
    return Optional.ofNullable(ALL.get(key));
  }

  private static Map<String, ProfileTemplate> load() {
    Map<String, ProfileTemplate> all = new LinkedHashMap<>();
    KEYS.forEach(key -> all.put(key, read(key)));
    return all;
  }

  private static ProfileTemplate read(String key) {
    String file = "profiles/" + key + ".json";
    try (InputStream in = ProfileTemplates.class.getResourceAsStream(file);
        JsonReader reader = JSON.createReader(in)) {
      JsonObject template = reader.readObject();
      return new ProfileTemplate(
          template.getString("key"),
          new ProfileDetails(
              template.getString("name"),
              template.getJsonArray("series").toString(),
              template.getInt("inactivitySeconds"),
              template.getJsonObject("settings").toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
