package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Tells the application that a device has acknowledged a command: a durable message {@code
 * {"commandId","deviceId","at"}} to the queue {@code command-receipts}, in the same transaction as
 * the acknowledgement where there is one.
 *
 * <p>Only the device itself counts, or the gateway that speaks for it. An edge takes commands for
 * its CoAP devices too, and knows of their delivery only by their result. With a QoS 0 subscription
 * the broker acknowledges by itself when it has sent, and that is then all that the receipt says.
 */
public final class CommandReceiptPlugin implements ActiveMQServerPlugin {
  static final String RECEIPTS = "command-receipts";
  static final String COMMAND_ID = "commandId";

  private static final Logger LOG = System.getLogger(CommandReceiptPlugin.class.getName());
  private static final Pattern COMMANDS = Pattern.compile("v1\\.devices\\.([\\w-]+)\\.commands");

  private ActiveMQServer server;

  @Override
  public void registered(ActiveMQServer server) {
    this.server = server;
  }

  @Override
  public void messageAcknowledged(
      Transaction transaction,
      MessageReference reference,
      AckReason reason,
      ServerConsumer consumer) {
    if (reason != AckReason.NORMAL || consumer == null) {
      return;
    }
    Message message = reference.getMessage();
    Matcher address = COMMANDS.matcher(String.valueOf(message.getAddress()));
    if (!address.matches()) {
      return;
    }
    String deviceId = address.group(1);
    String commandId = commandId(message);
    if (commandId == null || !isDevice(consumer)) {
      return;
    }
    try {
      server.getPostOffice().route(receipt(commandId, deviceId), transaction, false);
    } catch (Exception e) {
      // The acknowledgement stands all the same; the command's result will tell, or its expiry.
      LOG.log(Level.WARNING, "no receipt for command " + commandId, e);
    }
  }

  /** Only what is a UUID: it goes into JSON as it is. */
  private static String commandId(Message message) {
    Object value = message.getObjectProperty(COMMAND_ID);
    try {
      return value == null ? null : UUID.fromString(value.toString()).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whose commands a device may take, {@link AddressRules} has said before. */
  private boolean isDevice(ServerConsumer consumer) {
    ServerSession session = server.getSessionByID(consumer.getSessionID());
    return session != null
        && ConnectedSubject.principal(session.getRemotingConnection().getSubject())
            .filter(who -> who.kind() == BrokerPrincipal.Kind.DEVICE)
            .isPresent();
  }

  private Message receipt(String commandId, String deviceId) {
    String json =
        "{\"commandId\":\"%s\",\"deviceId\":\"%s\",\"at\":\"%s\"}"
            .formatted(commandId, deviceId, Instant.now());
    CoreMessage receipt = new CoreMessage(server.getStorageManager().generateID(), 256);
    receipt.setAddress(RECEIPTS);
    receipt.setRoutingType(RoutingType.ANYCAST);
    receipt.setDurable(true);
    receipt.setType(Message.BYTES_TYPE);
    receipt.setTimestamp(System.currentTimeMillis());
    receipt.putStringProperty(COMMAND_ID, commandId);
    receipt.getBodyBuffer().writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return receipt;
  }
}
