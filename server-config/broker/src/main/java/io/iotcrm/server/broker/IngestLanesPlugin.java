package io.iotcrm.server.broker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Keeps each lane of an edge in order: its batches go to one consumer at a time, one after the
 * other.
 *
 * <p>An edge divides its devices over lanes, {@code v1/ingest/EDGE/LANE}. Many consumers work on
 * the queue of batches at once; without this, a device's newer readings could overtake its older
 * ones, and the rules would never see the older. The address becomes the message's group, which the
 * queue gives to one of its consumers as long as that one lives. When consumers come and go, the
 * queue gives groups out anew; {@link LaneHandover} sees to it that nothing is under way then.
 */
public final class IngestLanesPlugin implements ActiveMQServerPlugin {
  private static final String INGEST = "v1.ingest.";
  private static final SimpleString QUEUE = SimpleString.of("telemetry-ingest");

  private LaneHandover handover;

  @Override
  public void registered(ActiveMQServer server) {
    handover = new LaneHandover(server);
  }

  @Override
  public void beforeCreateConsumer(
      long consumerId,
      QueueBinding binding,
      SimpleString filter,
      boolean browseOnly,
      boolean supportLargeMessage) {
    if (!browseOnly && binding.getQueue().getName().equals(QUEUE)) {
      handover.joining(binding.getQueue());
    }
  }

  @Override
  public void afterCreateConsumer(ServerConsumer consumer) {
    if (isOfLanes(consumer)) {
      handover.done();
    }
  }

  @Override
  public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
    if (isOfLanes(consumer)) {
      handover.leaving(consumer.getQueue());
    }
  }

  @Override
  public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
    if (isOfLanes(consumer)) {
      handover.done();
    }
  }

  private static boolean isOfLanes(ServerConsumer consumer) {
    return !consumer.isBrowseOnly() && consumer.getQueue().getName().equals(QUEUE);
  }

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction transaction,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    SimpleString address = message.getAddressSimpleString();
    if (address != null && startsWithIngest(address)) {
      message.setGroupID(address);
    }
  }

  /** Without making a string of it: every message of every device comes by here. */
  private static boolean startsWithIngest(SimpleString address) {
    if (address.length() <= INGEST.length()) {
      return false;
    }
    for (int i = 0; i < INGEST.length(); i++) {
      if (address.charAt(i) != INGEST.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
