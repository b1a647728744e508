package io.iotcrm.benchmark.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demo shop watches for, as the API takes it. */
public final class Rules {
  private Rules() {}

  public static List<Map<String, Object>> all() {
    return List.of(
        rule(
            "Fridge too warm",
            "Goods spoil above 8 degrees: cool harder, tell support and the account's owner.",
            "dht22",
            "latest.temperature > 8",
            "latest.temperature < 6",
            0,
            "MAJOR",
            List.of(
                Map.of(
                    "type",
                    "TICKET",
                    "priority",
                    "HIGH",
                    "subject",
                    "{device.name} at {device.site} is too warm: {latest.temperature} degrees"),
                Map.of(
                    "type",
                    "TASK",
                    "subject",
                    "Call {account.name} about the warm {device.name}",
                    "dueInMinutes",
                    60),
                Map.of(
                    "type",
                    "COMMAND",
                    "name",
                    "setTarget",
                    "params",
                    Map.of("target", 2),
                    "expiresInMinutes",
                    15))),
        rule(
            "Dwell at a shelf",
            "Who lingers at a shelf is interested in what stands there.",
            "beacon",
            "latest.dwell >= 20",
            "latest.dwell < 20",
            0,
            "INFO",
            List.of(
                Map.of(
                    "type",
                    "INTERACTION",
                    "kind",
                    "DWELL",
                    "shelf",
                    "{latest.zone}",
                    "weight",
                    "latest.dwell / 60.0"))),
        rule(
            "Battery low",
            "A sensor that falls silent is a fridge unwatched.",
            "dht22",
            "latest.battery < 15",
            "latest.battery > 50",
            0,
            "WARNING",
            List.of(
                Map.of(
                    "type",
                    "TASK",
                    "subject",
                    "Change the battery of {device.name} at {device.site}",
                    "dueInMinutes",
                    2_880))),
        rule(
            "Queue too long",
            "Another till has to open.",
            "people-counter",
            "latest.queue >= 8",
            "latest.queue < 4",
            10,
            "MINOR",
            List.of(
                Map.of(
                    "type",
                    "TASK",
                    "subject",
                    "{latest.queue} customers queue at {device.site}: open another till",
                    "dueInMinutes",
                    10))),
        rule(
            "Door counter silent",
            "Without it nobody knows how full the shop is. There is one in each shop.",
            "people-counter",
            "silentSeconds >= 600",
            null,
            0,
            "WARNING",
            List.of(
                Map.of(
                    "type",
                    "TASK",
                    "subject",
                    "{device.name} at {device.site} sends nothing: look at its power and network",
                    "dueInMinutes",
                    240))),
        rule(
            "Fridge warms up quickly",
            "Its compressor has tripped: the goods are not too warm yet, but will be.",
            "thermostat",
            "window.temperature.rate1m > 5",
            "window.temperature.rate1m < 1",
            0,
            "MINOR",
            List.of()),
        rule(
            "More visitors than usual",
            "Not many, but many for this door and this time.",
            "people-counter",
            "anomaly[\"in\"] > 6 && latest[\"in\"] >= 8",
            "anomaly[\"in\"] < 2",
            0,
            "INFO",
            List.of()));
  }

  private static Map<String, Object> rule(
      String name,
      String description,
      String profileKey,
      String condition,
      String clearCondition,
      int holdSeconds,
      String severity,
      List<Map<String, ?>> actions) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("name", name);
    rule.put("description", description);
    rule.put("profileKey", profileKey);
    rule.put("condition", condition);
    rule.put("clearCondition", clearCondition);
    rule.put("holdSeconds", holdSeconds);
    rule.put("severity", severity);
    rule.put("actions", actions);
    rule.put("enabled", true);
    return rule;
  }
}
