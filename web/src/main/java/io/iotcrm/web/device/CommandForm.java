package io.iotcrm.web.device;

import io.iotcrm.domain.device.CommandOptions;
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
import jakarta.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

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
  private String name;
  private String parameters;
  private boolean oneWay;
  private boolean present;
  private Integer timeout;
  private int delayMinutes;

  @PostConstruct
  void readAddress() {
    deviceId = params.get("id");
  }

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

  /** Sends any command, with its parameters as JSON. */
  public void sendAny() {
    boolean sent =
        changes.attempt(
            () ->
                commands.send(
                    new NewCommand(deviceId, name, parameters, null, options(), "portal/" + key)),
            "command.queued",
            name);
    if (sent) {
      key = Ids.next().toString();
      name = null;
      parameters = null;
    }
  }

  private CommandOptions options() {
    Instant notBefore =
        delayMinutes < 1 ? null : Instant.now().plus(Duration.ofMinutes(delayMinutes));
    return new CommandOptions(oneWay, !present, timeout, notBefore);
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getParameters() {
    return parameters;
  }

  public void setParameters(String parameters) {
    this.parameters = parameters;
  }

  public boolean isOneWay() {
    return oneWay;
  }

  public void setOneWay(boolean oneWay) {
    this.oneWay = oneWay;
  }

  public boolean isPresent() {
    return present;
  }

  public void setPresent(boolean present) {
    this.present = present;
  }

  public Integer getTimeout() {
    return timeout;
  }

  public void setTimeout(Integer timeout) {
    this.timeout = timeout;
  }

  public int getDelayMinutes() {
    return delayMinutes;
  }

  public void setDelayMinutes(int delayMinutes) {
    this.delayMinutes = delayMinutes;
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
