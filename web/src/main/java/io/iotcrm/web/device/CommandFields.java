package io.iotcrm.web.device;

import io.iotcrm.domain.device.CommandOptions;
import java.time.Duration;
import java.time.Instant;

/** What people write of a command, be it to one device or to many. */
public class CommandFields {
  private String name;
  private String parameters;
  private boolean oneWay;
  private boolean present;
  private Integer timeout;
  private int delayMinutes;

  /**
   * @throws IllegalArgumentException for a time-out that is not allowed
   */
  CommandOptions options() {
    Instant notBefore =
        delayMinutes < 1 ? null : Instant.now().plus(Duration.ofMinutes(delayMinutes));
    return new CommandOptions(oneWay, !present, timeout, notBefore);
  }

  /** Empties what is of one command only; how commands travel stays. */
  void clear() {
    name = null;
    parameters = null;
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
}
