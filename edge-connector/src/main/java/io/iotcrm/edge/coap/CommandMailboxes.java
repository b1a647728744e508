package io.iotcrm.edge.coap;

import io.iotcrm.edge.mqtt.CommandSubscription;
import io.iotcrm.edge.pipeline.Acknowledgement;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.status.EdgeCounters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.server.resources.CoapExchange;

/**
 * The commands that wait for CoAP devices. A device has a mailbox once it has asked for commands.
 */
public final class CommandMailboxes implements CommandSubscription.Receiver {
  private final Map<String, CommandsResource> mailboxes = new ConcurrentHashMap<>();
  private final Intake intake;
  private final DeviceRequest request;
  private final Consumer<String> subscribe;
  private final EdgeCounters counters;
  private final CoapResource nobody =
      new CoapResource("commands") {
        @Override
        public void handleGET(CoapExchange exchange) {
          request.authenticated(exchange);
        }
      };

  /**
   * @param subscribe called with the id of a device that asked for its commands, perhaps repeatedly
   */
  public CommandMailboxes(
      Intake intake, DeviceRequest request, Consumer<String> subscribe, EdgeCounters counters) {
    this.intake = intake;
    this.request = request;
    this.subscribe = subscribe;
    this.counters = counters;
  }

  /** The mailbox of a known device; for any other id, a resource that answers 4.01. */
  CoapResource resource(String deviceId) {
    if (intake.device(deviceId) == null) {
      return nobody;
    }
    return mailboxes.computeIfAbsent(
        deviceId, id -> new CommandsResource(id, request, subscribe, counters));
  }

  /** Puts a command into the device's mailbox; it is acknowledged when the device has it. */
  @Override
  public void deliver(String deviceId, byte[] command, Acknowledgement acknowledgement) {
    CommandsResource mailbox = mailboxes.get(deviceId);
    if (mailbox != null) {
      mailbox.add(command, acknowledgement);
    } else if (resource(deviceId) instanceof CommandsResource fresh) {
      fresh.add(command, acknowledgement);
    } else {
      acknowledgement.acknowledge(); // the device is gone, and so is its command
    }
  }

  /** Whether the device has asked for its commands here since the start. */
  public boolean isOpenFor(String deviceId) {
    return mailboxes.containsKey(deviceId);
  }

  /**
   * Puts a command into the device's mailbox that the broker does not know of.
   *
   * @return false where there is no mailbox, or too much waits in it
   */
  public boolean handOver(String deviceId, byte[] command) {
    CommandsResource mailbox = mailboxes.get(deviceId);
    return mailbox != null && mailbox.addLocal(command);
  }

  /** The broker will deliver again what is still waiting. */
  @Override
  public void clear() {
    mailboxes.values().forEach(CommandsResource::clear);
  }
}
