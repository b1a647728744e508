package io.iotcrm.web.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.NewCommand;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;

/**
 * The form that sends a command. Its key is made when the form is shown and travels with it, so
 * that pressing the button twice sends one command.
 */
@Named
@RequestScoped
public class CommandForm {
  private static final String SET_TARGET = "setTarget";

  @EJB private CommandService commands;
  @Inject private Changes changes;
  @Inject private Params params;
  private String deviceId;
  private String key = Ids.next().toString();
  private BigDecimal target;
  private final CommandFields fields = new CommandFields();

  @PostConstruct
  void readAddress() {
    deviceId = params.get("id");
  }

  public void send() {
    String parameters = JSON.createObjectBuilder().add("target", target).build().toString();
    boolean sent =
        changes.attempt(
            () ->
                commands.send(
                    new NewCommand(deviceId, SET_TARGET, parameters, null, "portal/" + key)),
            "command.queued",
            SET_TARGET);
    if (sent) {
      key = Ids.next().toString();
      target = null;
    }
  }

  /** Sends any command, with its parameters as JSON. */
  public void sendAny() {
    boolean sent =
        changes.attempt(
            () ->
                commands.send(
                    new NewCommand(
                        deviceId,
                        fields.getName(),
                        fields.getParameters(),
                        null,
                        fields.options(),
                        "portal/" + key)),
            "command.queued",
            fields.getName());
    if (sent) {
      key = Ids.next().toString();
      fields.clear();
    }
  }

  public CommandFields getFields() {
    return fields;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public void setDeviceId(String deviceId) {
    if (deviceId != null && !deviceId.isBlank()) {
      this.deviceId = deviceId;
    }
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public BigDecimal getTarget() {
    return target;
  }

  public void setTarget(BigDecimal target) {
    this.target = target;
  }
}
