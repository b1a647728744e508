package io.iotcrm.ear.road;

import io.iotcrm.ear.cluster.ApiClient;
import io.iotcrm.ear.cluster.ApiClient.Answer;
import io.iotcrm.ear.cluster.TestCluster;
import java.util.UUID;

/** A small shop of a test's own: names never clash with those of another test. */
final class Shop {
  final TestCluster cluster = TestCluster.withApplication();
  final ApiClient admin = cluster.as("admin");
  final String tag = UUID.randomUUID().toString().substring(0, 8);
  final String profile = "sensor-" + tag;
  final String account;

  Shop() {
    admin
        .post(
            "/device-profiles",
            """
            {"key":"%s","name":"Test sensor","inactivitySeconds":600,"series":[
              {"key":"temperature","unit":"Cel","kind":"NUMBER","min":-40,"max":80},
              {"key":"humidity","unit":"%%RH","kind":"NUMBER","min":0,"max":100},
              {"key":"zone","kind":"STRING"},{"key":"dwell","unit":"s","kind":"NUMBER","min":0}]}"""
                .formatted(profile))
        .ok();
    account =
        admin
            .post(
                "/accounts",
                """
                {"name":"Shop %s","industry":"Retail","city":"Riga","ownerUsername":"sales"}"""
                    .formatted(tag))
            .ok()
            .get("id")
            .asText();
  }

  /** Registers a device of the shop. */
  TestDevice device(String name) {
    return device(name, "\"accountId\":\"%s\"".formatted(account));
  }

  /**
   * @param more further fields of the request, e.g. {@code "contactId":"..."}
   */
  TestDevice device(String name, String more) {
    String id = name + "-" + tag;
    Answer answer =
        admin.post(
            "/devices",
            """
            {"id":"%s","profileKey":"%s","name":"%s of the test","site":"test",%s}"""
                .formatted(id, profile, name, more));
    return new TestDevice(id, answer.ok().get("secret").asText());
  }

  String rule(String name, String condition, String actions) {
    return admin
        .post(
            "/rules",
            """
            {"name":"%s %s","profileKey":"%s","condition":"%s","holdSeconds":0,"severity":"MAJOR",
             "actions":%s,"enabled":true}"""
                .formatted(name, tag, profile, condition, actions))
        .ok()
        .get("id")
        .asText();
  }

  String contact(boolean profiling) {
    return admin
        .post(
            "/contacts",
            """
            {"firstName":"Anna","lastName":"Test %1$s","email":"anna.%1$s@example.com",
             "externalId":"L-%1$s-%3$s","tier":"GOLD",
             "consents":{"profiling":%2$s,"marketing":true,"sharing":false}}"""
                .formatted(tag, profiling, UUID.randomUUID().toString().substring(0, 4)))
        .ok()
        .get("id")
        .asText();
  }

  /** A device in the registry and the secret that it was given. */
  record TestDevice(String id, String secret) {
    String telemetryTopic() {
      return "v1/devices/" + id + "/telemetry";
    }
  }
}
