package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.Reading;
import java.util.List;

/**
 * What is to be done with one device's twin.
 *
 * @param readings to apply, in the order of their time
 * @param confirmed events whose actions are committed
 * @param tick whether to ask the rules although there is no reading
 */
public record DeviceWork(
    String deviceId, List<Reading> readings, List<RuleEvent> confirmed, boolean tick) {

  public static DeviceWork apply(String deviceId, List<Reading> readings) {
    return new DeviceWork(deviceId, readings, List.of(), false);
  }

  public static DeviceWork confirm(String deviceId, List<RuleEvent> events) {
    return new DeviceWork(deviceId, List.of(), events, false);
  }

  public static DeviceWork tick(String deviceId) {
    return new DeviceWork(deviceId, List.of(), List.of(), true);
  }

  /** Events of one device whose actions have to be carried out, oldest first. */
  public record Fired(String deviceId, List<RuleEvent> events) {}
}
