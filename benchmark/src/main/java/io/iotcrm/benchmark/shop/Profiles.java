package io.iotcrm.benchmark.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The device profiles of the demo shop, as the API takes them. */
public final class Profiles {
  private Profiles() {}

  public static List<Map<String, Object>> all() {
    return List.of(
        profile(
            "dht22",
            "Temperature and humidity sensor (DHT22)",
            120,
            List.of(
                number("temperature", "Cel", -40, 80),
                number("humidity", "%RH", 0, 100),
                number("battery", "%EL", 0, 100))),
        profile(
            "thermostat",
            "Fridge thermostat",
            180,
            List.of(
                number("target", "Cel", -30, 30),
                number("temperature", "Cel", -40, 80),
                flag("cooling"))),
        profile(
            "beacon",
            "Bluetooth tag",
            3_600,
            List.of(text("zone"), number("dwell", "s", 0, 86_400), number("rssi", "dBm", -120, 0))),
        profile(
            "wearable",
            "Fitness band",
            3_600,
            List.of(
                number("heartRate", "beat/min", 20, 260),
                number("steps", "count", 0, 200_000),
                number("battery", "%EL", 0, 100))),
        profile(
            "people-counter",
            "People-counting camera",
            300,
            List.of(
                number("in", "count", 0, 10_000),
                number("out", "count", 0, 10_000),
                number("occupancy", "count", 0, 10_000),
                number("queue", "count", 0, 1_000))),
        profile(
            "motion",
            "Motion sensor",
            3_600,
            List.of(flag("motion"), number("battery", "%EL", 0, 100))));
  }

  private static Map<String, Object> profile(
      String key, String name, int inactivitySeconds, List<Map<String, Object>> series) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("key", key);
    profile.put("name", name);
    profile.put("series", series);
    profile.put("inactivitySeconds", inactivitySeconds);
    return profile;
  }

  private static Map<String, Object> number(String key, String unit, double min, double max) {
    Map<String, Object> series = series(key, "NUMBER");
    series.put("unit", unit);
    series.put("min", min);
    series.put("max", max);
    return series;
  }

  private static Map<String, Object> flag(String key) {
    return series(key, "BOOLEAN");
  }

  private static Map<String, Object> text(String key) {
    return series(key, "STRING");
  }

  private static Map<String, Object> series(String key, String kind) {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("key", key);
    series.put("kind", kind);
    return series;
  }
}
