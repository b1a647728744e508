package io.iotcrm.ear.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.ear.cluster.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the browser looks at: an account with a fridge, and a person with a beacon tag. */
final class ShopWithCustomer {
  private static final int COFFEES = 6;

  final String tag = UUID.randomUUID().toString().substring(0, 8);
  final String shelf = "shelf-" + tag;
  final String account;
  final String contact;
  final String fridge = "fridge-" + tag;
  final String thermostat = "thermo-" + tag;
  final String beacon = "tag-" + tag;

  /** A second fridge, whose alarm stays. */
  private final String freezer = "freezer-" + tag;

  private final String freezerSecret;
  final List<String> itemsOnShelf = new ArrayList<>();
  final String profile;
  private final String sensors = "browser-" + tag;
  private final Portal portal;
  private final ApiClient admin;
  private final String fridgeSecret;
  private final String beaconSecret;

  ShopWithCustomer(Portal portal) {
    this.portal = portal;
    this.admin = portal.api("admin");
    profile =
        create(
                "/device-profiles",
                """
        {"key":"%s","name":"Browser test sensor","inactivitySeconds":600,"series":[
          {"key":"temperature","unit":"Cel","kind":"NUMBER","min":-40,"max":80},
          {"key":"dwell","unit":"s","kind":"NUMBER","min":0},{"key":"zone","kind":"STRING"}]}"""
                    .formatted(sensors))
            .get("key")
            .asText();
    account =
        create(
                "/accounts",
                """
                {"name":"Grocer %s","industry":"Retail","city":"Riga","ownerUsername":"support"}"""
                    .formatted(tag))
            .get("id")
            .asText();
    contact =
        create(
                "/contacts",
                """
                {"firstName":"Anna <b>%1$s</b>","lastName":"Test","email":"anna.%1$s@example.com",
                 "accountId":"%2$s","consents":{"profiling":true,"marketing":true,"sharing":false}}"""
                    .formatted(tag, account))
            .get("id")
            .asText();
    for (int i = 0; i < COFFEES; i++) {
      JsonNode item =
          create(
              "/items",
              """
              {"sku":"C-%1$s-%2$d","name":"Coffee %1$s no. %2$d","category":"coffee","shelf":"%3$s",
               "inStock":true}"""
                  .formatted(tag, i, shelf));
      itemsOnShelf.add(item.get("name").asText());
    }
    device(thermostat, "\"accountId\":\"%s\"".formatted(account));
    fridgeSecret =
        device(fridge, "\"accountId\":\"%s\",\"controlsId\":\"%s\"".formatted(account, thermostat));
    freezerSecret = device(freezer, "\"accountId\":\"%s\"".formatted(account));
    beaconSecret = device(beacon, "\"contactId\":\"%s\"".formatted(contact));
    rule(
        "Browser: too warm",
        "latest.temperature > 8",
        """
        [{"type":"TICKET","priority":"HIGH","subject":"{device.name} is too warm"},
         {"type":"TASK","subject":"Call about {device.name}","dueInMinutes":60},
         {"type":"COMMAND","name":"setTarget","params":{"target":2}}]""");
    rule(
        "Browser: dwell",
        "latest.dwell >= 20.0",
        """
        [{"type":"INTERACTION","kind":"DWELL","shelf":"{latest.zone}","weight":1}]""");
  }

  /** The fridge reports a temperature over HTTP. */
  void fridgeReports(double celsius) {
    reports(fridge, fridgeSecret, celsius);
  }

  private void reports(String device, String secret, double celsius) {
    portal
        .device(device, secret)
        .post("/devices/" + device + "/telemetry", "{\"temperature\":%s}".formatted(celsius))
        .ok();
  }

  /**
   * The id of the alarm of a warm freezer; it stays raised. The rule is a new one, and is asked
   * once every instance has heard of it.
   */
  String alarm() {
    for (int attempt = 0; attempt < 40; attempt++) {
      reports(freezer, freezerSecret, 12.5);
      JsonNode alarms = admin.get("/alarms?deviceId=" + freezer).ok().get("items");
      if (!alarms.isEmpty()) {
        return alarms.get(0).get("id").asText();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
    throw new AssertionError("a warm freezer raised no alarm within 20 s");
  }

  /** The id of a command to the fridge that was sent in bulk. */
  String job() {
    return create(
            "/command-jobs",
            "{\"selection\":{\"deviceIds\":[\"%s\"]},\"name\":\"reboot\",\"oneWay\":true}"
                .formatted(fridge))
        .get("id")
        .asText();
  }

  /** The customer stands at the shelf with the coffee. */
  void customerDwells(int seconds) {
    portal
        .device(beacon, beaconSecret)
        .post(
            "/devices/" + beacon + "/telemetry",
            "{\"zone\":\"%s\",\"dwell\":%d}".formatted(shelf, seconds))
        .ok();
  }

  private String device(String id, String owner) {
    return create(
            "/devices",
            """
            {"id":"%1$s","profileKey":"%2$s","name":"%1$s","site":"riga-test",%3$s}"""
                .formatted(id, sensors, owner))
        .get("secret")
        .asText();
  }

  private void rule(String name, String condition, String actions) {
    create(
        "/rules",
        """
        {"name":"%s %s","profileKey":"%s","condition":"%s","holdSeconds":0,"severity":"MAJOR",
         "actions":%s,"enabled":true}"""
            .formatted(name, tag, sensors, condition, actions));
  }

  private JsonNode create(String path, String json) {
    return admin.post(path, json).ok();
  }
}
