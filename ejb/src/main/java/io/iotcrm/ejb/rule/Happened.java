package io.iotcrm.ejb.rule;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.EdgeEvent;
import java.util.List;

/**
 * An event, the device that it happened on, and who says so.
 *
 * @param sent places of the rule's COMMAND actions that the reporting edge has carried out
 */
record Happened(String deviceId, RuleEvent event, AlarmSource source, List<Integer> sent) {
  Happened {
    sent = List.copyOf(sent);
  }

  static Happened here(String deviceId, RuleEvent event) {
    return new Happened(deviceId, event, AlarmSource.CENTRE, List.of());
  }

  static Happened atEdge(EdgeEvent event, String edgeId) {
    return new Happened(
        event.deviceId(),
        new RuleEvent(
            event.ruleId(),
            event.raised() ? RuleEvent.Kind.RAISED : RuleEvent.Kind.CLEARED,
            event.raisedAt(),
            event.at(),
            event.values()),
        new AlarmSource(edgeId),
        event.sent());
  }

  /** Whether the rule is asked of this device where this was reported. */
  boolean mayBeOf(CompiledRule rule, Device device) {
    String profile = rule.definition().profileKey();
    return source.edgeId() == null
        || rule.definition().runsAtEdge()
            && device.isEnabled()
            && (profile == null || profile.equals(device.getProfile().getKey()));
  }
}
