package io.iotcrm.edge.pipeline;

import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import io.iotcrm.edge.status.UnknownNames;

/**
 * Takes what foreign gateways publish to topics of their own. Which device a message is about, the
 * profiles' mappings say; a name that the registry does not know is counted and shown, and the
 * message is let go.
 */
public final class ForeignGateways {
  private final Intake intake;
  private final EdgeCounters counters;
  private final Rejections rejections;
  private final UnknownNames unknownNames;

  /**
   * @param intake where messages go on whose device is found
   */
  public ForeignGateways(Intake intake, Intake.Reports reports) {
    this.intake = intake;
    this.counters = reports.counters();
    this.rejections = reports.rejections();
    this.unknownNames = reports.unknownNames();
  }

  /** Takes a message that the broker delivered. */
  public void take(String topic, byte[] payload, Acknowledgement acknowledgement)
      throws InterruptedException {
    Plans now = intake.plans();
    String unknown = null;
    for (ProfilePlan plan : now.withTopics()) {
      if (plan.mapping().reads(topic)) {
        String name = plan.name(topic, payload);
        RegisteredDevice device = name == null ? null : now.registry().named(name);
        if (device != null && now.of(device) == plan) {
          intake.fromBroker(device.id(), payload, acknowledgement);
          return;
        }
        unknown = name == null ? unknown : name;
      }
    }
    counters.mqttMessage();
    if (unknown == null) {
      rejections.add("?", "bad-topic", "no profile's mapping reads this topic, or finds a name");
    } else {
      unknownNames.add(unknown, topic);
      boolean ambiguous = now.registry().isAmbiguous(unknown);
      rejections.add(
          "?",
          ambiguous ? "ambiguous-name" : "unknown-name",
          (ambiguous ? "several devices are" : "no device with a fitting profile is")
              + " called "
              + UnknownNames.plain(unknown));
    }
    acknowledgement.acknowledge();
  }
}
