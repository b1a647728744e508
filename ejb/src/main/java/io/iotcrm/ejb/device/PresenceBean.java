package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.Intake;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes the broker's word on which devices are connected. Bound to its queue in {@code
 * glassfish-ejb-jar.xml}.
 */
@MessageDriven(messageListenerInterface = MessageListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PresenceBean implements MessageListener {
  private static final String QUEUE = "presence-events";
  private static final int MAX_BYTES = 1024 * 1024;

  @Inject private Intake intake;
  @Inject private Presence presence;
  @Inject private CommandGates gates;

  @Override
  public void onMessage(Message message) {
    intake.take(QUEUE, MAX_BYTES, gates.presence(), message, presence::take);
  }
}
