package io.iotcrm.domain.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What names a command that a rule sends, and how a command is written. Centre and edge name the
 * same command alike without asking each other, so that a device which gets it from both knows that
 * it is one.
 */
public final class RuleCommand {
  private static final UUID NAMESPACE = UUID.fromString("5b6f3a52-0d0e-5c0b-9c39-1f2a6d1f7a11");

  private RuleCommand() {}

  /**
   * The idempotency key of one of a rule's actions.
   *
   * @param action its place in the rule's list
   */
  public static String key(UUID ruleId, String deviceId, Instant raisedAt, int action) {
    return "rule/%s/%s/%d/%d".formatted(ruleId, deviceId, raisedAt.toEpochMilli(), action);
  }

  /** The command's id: a name-based UUID (RFC 9562, version 5) of the action's key. */
  public static UUID id(String key) {
    return UuidCreator.getNameBasedSha1(NAMESPACE, key);
  }

  /**
   * A command as devices get it.
   *
   * @param paramsJson JSON object
   */
  public static byte[] message(
      UUID id, String name, String paramsJson, boolean oneWay, Instant expiresAt) {
    JsonObject params;
    try (JsonReader reader = JSON.createReader(new StringReader(paramsJson))) {
      params = reader.readObject();
    }
    return JSON.createObjectBuilder()
        .add("id", id.toString())
        .add("name", name)
        .add("params", params)
        .add("oneWay", oneWay)
        .add("expiresAt", expiresAt.toString())
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
