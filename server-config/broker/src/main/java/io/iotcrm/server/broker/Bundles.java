package io.iotcrm.server.broker;

import io.iotcrm.domain.telemetry.MessageBundle;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Puts telemetry into bundles ({@link MessageBundle}), stores them in their order under {@value
 * #ADDRESS} and then acknowledges their messages. Thread-safe; nothing here waits for the disk.
 */
final class Bundles {
  static final String ADDRESS = "v1.edge.bundles";

  /** Beyond it a message goes the broker's own way. */
  static final int LARGEST_MESSAGE = 16 * 1024;

  private static final Logger LOG = System.getLogger(Bundles.class.getName());
  private static final int MOST_BYTES = 16 * 1024;
  private static final long MOST_WAITING_BYTES = 8L * 1024 * 1024;
  private static final long DISK_FULL_PAUSE_MILLIS = 500;

  private final ActiveMQServer server;
  private final int lingerMillis;
  private final int mostMessages;

  private Bundle filling;
  private long waitingBytes;
  private List<BundleHandler> paused = new ArrayList<>();

  /** Made when the first bundle is stored: before, the server has no executors yet. */
  private Executor inOrder;

  private OperationContext context;

  /** One device's message that is to be acknowledged. */
  private record Sender(BundleHandler handler, int packetId) {}

  private static final class Bundle {
    final MessageBundle.Writer content = new MessageBundle.Writer();
    final List<Sender> senders = new ArrayList<>();
  }

  Bundles(ActiveMQServer server, int lingerMillis, int mostMessages) {
    this.server = server;
    this.lingerMillis = lingerMillis;
    this.mostMessages = mostMessages;
  }

  /**
   * Takes a message. Messages of one thread are stored in their order.
   *
   * @param topic UTF-8
   * @param packetId 0 for a message of QoS 0
   * @return false when too much waits for the disk: the connection is to be read no further before
   *     {@link BundleHandler#resume} is called
   */
  synchronized boolean add(BundleHandler from, byte[] topic, ByteBuf payload, int packetId) {
    if (filling == null) {
      filling = new Bundle();
      Bundle begun = filling;
      server
          .getScheduledPool()
          .schedule(() -> lingered(begun), lingerMillis, TimeUnit.MILLISECONDS);
    }
    int before = filling.content.size();
    payload.getBytes(payload.readerIndex(), filling.content.add(topic, payload.readableBytes()));
    waitingBytes += filling.content.size() - before;
    filling.senders.add(new Sender(from, packetId));
    if (filling.content.messages() >= mostMessages || filling.content.size() >= MOST_BYTES) {
      closeFilling();
    }
    if (waitingBytes < MOST_WAITING_BYTES) {
      return true;
    }
    paused.add(from);
    return false;
  }

  private synchronized void lingered(Bundle bundle) {
    if (filling == bundle) {
      closeFilling();
    }
  }

  private void closeFilling() {
    Bundle full = filling;
    filling = null;
    if (inOrder == null) {
      inOrder = server.getExecutorFactory().getExecutor();
      context = server.getStorageManager().newContext(server.getExecutorFactory().getExecutor());
    }
    inOrder.execute(() -> store(full));
  }

  /** Called in order, by one thread at a time. */
  private void store(Bundle bundle) {
    try {
      while (server.getPagingManager().isDiskFull()) {
        Thread.sleep(DISK_FULL_PAUSE_MILLIS);
      }
      StorageManager storage = server.getStorageManager();
      storage.setContext(context);
      try {
        RoutingStatus status = server.getPostOffice().route(message(bundle), false);
        if (status != RoutingStatus.OK) {
          throw new IllegalStateException("nobody keeps " + ADDRESS + ": " + status);
        }
        storage.afterCompleteOperations(
            new IOCallback() {
              @Override
              public void done() {
                stored(bundle);
              }

              @Override
              public void onError(int code, String reason) {
                lost(bundle, new IllegalStateException(code + " " + reason));
              }
            });
      } finally {
        storage.clearContext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lost(bundle, e);
    } catch (Exception e) {
      lost(bundle, e);
    }
  }

  private Message message(Bundle bundle) {
    byte[] content = bundle.content.toBytes();
    CoreMessage message =
        new CoreMessage(server.getStorageManager().generateID(), content.length + 256);
    message.setAddress(ADDRESS);
    message.setRoutingType(RoutingType.MULTICAST);
    message.setDurable(true);
    message.setType(Message.BYTES_TYPE);
    message.setTimestamp(System.currentTimeMillis());
    message.getBodyBuffer().writeBytes(content);
    return message;
  }

  private void stored(Bundle bundle) {
    release(bundle);
    Map<EventLoop, List<Sender>> byLoop =
        bundle.senders.stream().collect(Collectors.groupingBy(sender -> sender.handler().loop()));
    byLoop.forEach((loop, senders) -> loop.execute(() -> acknowledge(senders)));
  }

  private static void acknowledge(List<Sender> senders) {
    for (Sender sender : senders) {
      sender.handler().stored(sender.packetId());
    }
    for (Sender sender : senders) {
      sender.handler().flush();
    }
  }

  /** Nobody is acknowledged; whoever is still there connects anew and sends again. */
  private void lost(Bundle bundle, Exception reason) {
    LOG.log(Level.WARNING, "a bundle of telemetry was not stored, nor acknowledged", reason);
    release(bundle);
    bundle.senders.forEach(sender -> sender.handler().close());
  }

  private synchronized void release(Bundle bundle) {
    waitingBytes -= bundle.content.size() - 1;
    if (waitingBytes < MOST_WAITING_BYTES / 2 && !paused.isEmpty()) {
      List<BundleHandler> resumed = paused;
      paused = new ArrayList<>();
      resumed.forEach(BundleHandler::resume);
    }
  }
}
