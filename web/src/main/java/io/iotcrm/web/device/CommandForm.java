package io.iotcrm.web.device;

import io.iotcrm.domain.device.NewCommand;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
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
  private String deviceId;
  private String key = Ids.next().toString();
  private BigDecimal target;

  public void send() {
    String parameters = Json.createObjectBuilder().add("target", target).build().toString();
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

  public String getDeviceId() {
    return deviceId;
  }

  public void setDeviceId(String deviceId) {
    this.deviceId = deviceId;
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
