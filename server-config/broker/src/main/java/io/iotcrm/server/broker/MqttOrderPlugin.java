package io.iotcrm.server.broker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Keeps what MQTT clients send and receive in its order.
 *
 * <p>The broker puts a message into its queue, and writes one to a client, once all is done that
 * the working thread has given to the disk: that is the thread's operation context. For MQTT it
 * uses, up to version 2.55 at least, whatever context the pool's thread was left with by something
 * else. A client's messages are worked on by changing threads, so one may wait for another's write
 * while the next overtakes it: an edge connector is given readings out of order, or its batches
 * change places.
 */
public final class MqttOrderPlugin implements ActiveMQServerPlugin {
  private ActiveMQServer server;

  @Override
  public void registered(ActiveMQServer registered) {
    server = registered;
  }

  /** What a session sends waits for what the session has sent before. */
  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    if (session != null) {
      server.getStorageManager().setContext(session.getSessionContext());
    }
  }

  /**
   * What is delivered is on disk already and waits for nothing. Only consumers that are never given
   * a message by the thread that has just sent it: that one has to wait.
   */
  @Override
  public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
    if (!consumer.supportsDirectDelivery()) {
      server.getStorageManager().clearContext();
    }
  }
}
