package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.ejb.device.CommandLedger.Outgoing;
import io.iotcrm.ejb.platform.OutboxHandler;
import io.iotcrm.ejb.platform.OutboxMessage;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands commands to the broker, which keeps them for devices that are away. A repetition carries
 * the same id, by which a device knows what it has done already.
 */
@ApplicationScoped
public class CommandDelivery implements OutboxHandler {
  @EJB private CommandLedger ledger;

  @Resource(lookup = "jms/iotcrm")
  private ConnectionFactory connectionFactory;

  @Override
  public String kind() {
    return Commands.OUTBOX_KIND;
  }

  @Override
  public int batchSize() {
    return 50;
  }

  /** A command that is out of time is not sent: until then there is always another attempt. */
  @Override
  public int maxAttempts() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void deliver(List<OutboxMessage> messages) throws Exception {
    try (JMSContext context = connectionFactory.createContext()) {
      for (OutboxMessage message : messages) {
        Optional<Outgoing> command = ledger.outgoing(commandId(message.payload()));
        if (command.isPresent()) {
          send(context, command.get());
          ledger.sent(command.get().id(), Instant.now());
        }
      }
    }
  }

  private static UUID commandId(String payload) {
    try (JsonReader reader = JSON.createReader(new StringReader(payload))) {
      return UUID.fromString(reader.readObject().getString("commandId"));
    }
  }

  private static void send(JMSContext context, Outgoing command) throws JMSException {
    BytesMessage bytes = context.createBytesMessage();
    bytes.writeBytes(
        RuleCommand.message(
            command.id(),
            command.name(),
            command.paramsJson(),
            command.options().oneWay(),
            command.expiresAt()));
    bytes.setStringProperty("commandId", command.id().toString());
    boolean persistent = command.options().persistent();
    long left = Duration.between(Instant.now(), command.expiresAt()).toMillis();
    if (!persistent) { // the broker must not keep it for a device that is away
      left = Math.min(left, command.options().timeoutSeconds() * 1_000L);
    }
    context
        .createProducer()
        .setDeliveryMode(persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT)
        .setTimeToLive(Math.max(1, left))
        .send(context.createTopic("v1.devices." + command.deviceId() + ".commands"), bytes);
  }
}
