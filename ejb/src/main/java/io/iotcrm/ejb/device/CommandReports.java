package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.device.CommandLedger.Report;
import io.iotcrm.ejb.platform.Intake.Incoming;
import io.iotcrm.ejb.platform.PoisonException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what devices and the broker say about commands. */
@ApplicationScoped
public class CommandReports {
  private static final Pattern RESULT_ADDRESS =
      Pattern.compile(
          "v1\\.devices\\.([A-Za-z0-9_-]{1,64})\\.commands\\.([0-9a-fA-F-]{36})\\.result");
  private static final int MAX_ERROR = 1_000;

  @EJB private CommandLedger ledger;

  /**
   * {@code {"state":"SUCCEEDED"|"FAILED","result":{...},"error":"..."}} on the command's own topic.
   * Who may publish there is the broker's business; device and command must belong together.
   */
  void result(Incoming message) throws PoisonException {
    Matcher address = RESULT_ADDRESS.matcher(message.address());
    if (!address.matches()) {
      throw new PoisonException("the address is not a command's: " + message.address());
    }
    JsonObject json = object(message);
    String state = json.getString("state", "");
    if (!state.equals("SUCCEEDED") && !state.equals("FAILED")) {
      throw new PoisonException("state must be SUCCEEDED or FAILED");
    }
    JsonValue result = json.get("result");
    String error = json.getString("error", null);
    Report report =
        ledger.answered(
            uuid(address.group(2)),
            address.group(1),
            state.equals("SUCCEEDED"),
            result == null ? null : result.toString().replace("\\u0000", ""),
            error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR));
    if (report == Report.UNKNOWN) {
      throw new PoisonException("there is no such command of this device");
    }
  }

  /**
   * {@code {"commandId","deviceId","at"}} from the broker: the device's client has acknowledged.
   */
  void receipt(Incoming message) throws PoisonException {
    JsonObject json = object(message);
    Instant at;
    try {
      at = Instant.parse(json.getString("at", Instant.now().toString()));
    } catch (DateTimeException e) {
      at = Instant.now();
    }
    Report report =
        ledger.delivered(uuid(json.getString("commandId", "")), json.getString("deviceId", ""), at);
    if (report == Report.UNKNOWN) {
      throw new PoisonException("there is no such command of this device");
    }
  }

  private static JsonObject object(Incoming message) throws PoisonException {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(message.body()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new PoisonException("the message is not a JSON object", e);
    }
  }

  private static UUID uuid(String text) throws PoisonException {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a command's id: " + text, e);
    }
  }
}
