package io.iotcrm.edge;

import io.iotcrm.edge.coap.CommandMailboxes;
import io.iotcrm.edge.mqtt.LocalCommandLink;
import io.iotcrm.edge.rule.LocalCommands;
import java.time.Instant;

/** To a device that asks the edge for its commands by CoAP, or else to the devices' broker. */
record LocalCommandRoute(CommandMailboxes mailboxes, LocalCommandLink link)
    implements LocalCommands {
  @Override
  public boolean send(String deviceId, byte[] message, Instant expiresAt) {
    return mailboxes.isOpenFor(deviceId)
        ? mailboxes.handOver(deviceId, message)
        : link.send(deviceId, message, expiresAt);
  }

  @Override
  public void prepare() {
    link.prepare();
  }
}
