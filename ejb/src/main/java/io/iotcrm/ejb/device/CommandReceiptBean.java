package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.Intake;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes the broker's word that a device's client has acknowledged a command. Bound to its queue in
 * {@code glassfish-ejb-jar.xml}.
 */
@MessageDriven(messageListenerInterface = MessageListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandReceiptBean implements MessageListener {
  private static final String QUEUE = "command-receipts";
  private static final int MAX_BYTES = 64 * 1024;

  @Inject private Intake intake;
  @Inject private CommandReports reports;
  @Inject private CommandGates gates;

  @Override
  public void onMessage(Message message) {
    intake.take(QUEUE, MAX_BYTES, gates.receipts(), message, reports::receipt);
  }
}
