package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;

/** Whether what somebody wants devices to do can be sent at all. */
final class CommandCheck {
  private static final Duration DEFAULT_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(30);
  private static final int MAX_PARAMS = 10_000;

  private CommandCheck() {}

  /**
   * What is sent, and until when.
   *
   * @param params JSON object
   */
  record Checked(String params, Instant expiresAt) {}

  /**
   * @throws InvalidInputException naming the member that is wrong
   */
  static Checked of(String name, String paramsJson, CommandOptions options, Instant expiresAt) {
    if (name == null || !name.matches("[A-Za-z0-9_.-]{1,64}")) {
      throw new InvalidInputException("/name", "must be 1 to 64 letters, digits, '_', '-', '.'");
    }
    Instant now = Instant.now();
    Instant start = now;
    if (options.notBefore() != null && options.notBefore().isAfter(now)) {
      start = options.notBefore();
      if (start.isAfter(now.plus(LONGEST_LIFE))) {
        throw new InvalidInputException("/notBefore", "must lie in the next 30 days");
      }
    }
    return new Checked(params(paramsJson), expiry(start, expiresAt));
  }

  private static String params(String json) {
    if (json == null || json.isBlank()) {
      return "{}";
    }
    if (json.length() > MAX_PARAMS) {
      throw new InvalidInputException("/params", "must have at most " + MAX_PARAMS + " characters");
    }
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject().toString();
    } catch (JsonException e) {
      throw new InvalidInputException("/params", "must be a JSON object");
    }
  }

  private static Instant expiry(Instant start, Instant wanted) {
    if (wanted == null) {
      return start.plus(DEFAULT_LIFE);
    }
    if (!wanted.isAfter(start) || wanted.isAfter(start.plus(LONGEST_LIFE))) {
      throw new InvalidInputException("/expiresAt", "must lie in the 30 days after it may be sent");
    }
    return wanted;
  }
}
