package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.QueueFactory;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.QueueFactoryImpl;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Keeps the broker from throwing away queues with the messages in them.
 *
 * <p>Up to version 2.56 at least, when an MQTT subscription cannot be given its consumer, the
 * broker deletes the queue that the subscription named, though others made it and messages are in
 * it. It takes no more than a client that dies while its session is resumed, or a device that
 * subscribes to what it has no right to. Every message in that queue was acknowledged to a device.
 *
 * <p>That deletion is the only one that goes to the queue directly; whoever deletes a queue on
 * purpose asks the server. So the queues made here take no notice of it. The server offers no
 * proper place for a factory of queues: this one puts itself in once the server has made its own,
 * which is when the address settings are read, before any queue is.
 */
public final class CarefulQueuesPlugin implements ActiveMQServerPlugin {
  private static final Logger LOG = System.getLogger(CarefulQueuesPlugin.class.getName());

  @Override
  public void registered(ActiveMQServer server) {
    if (!(server instanceof ActiveMQServerImpl broker)) {
      throw new IllegalStateException("this broker's queues cannot be made careful: " + server);
    }
    broker.getAddressSettingsRepository().registerListener(() -> install(broker));
  }

  private static void install(ActiveMQServerImpl broker) {
    QueueFactory present = broker.getQueueFactory();
    if (present == null || present instanceof CarefulQueueFactory) {
      return;
    }
    CarefulQueueFactory careful = new CarefulQueueFactory(broker);
    careful.setPostOffice(broker.getPostOffice());
    broker.replaceQueueFactory(careful);
  }

  private static final class CarefulQueueFactory extends QueueFactoryImpl {
    CarefulQueueFactory(ActiveMQServer server) {
      super(
          server.getExecutorFactory(),
          server.getScheduledPool(),
          server.getAddressSettingsRepository(),
          server.getStorageManager(),
          server);
    }

    @Override
    public Queue createQueueWith(
        QueueConfiguration config, PagingManager pagingManager, Filter filter) {
      if (Boolean.TRUE.equals(config.isLastValue()) || config.getLastValueKey() != null) {
        return super.createQueueWith(config, pagingManager, filter);
      }
      PageSubscription pages = getPageSubscription(config, pagingManager, filter);
      CarefulQueue queue =
          new CarefulQueue(
              config,
              filter,
              pages == null ? null : pages.getPagingStore(),
              pages,
              scheduledExecutor,
              postOffice,
              storageManager,
              addressSettingsRepository,
              executorFactory,
              server,
              this);
      server.getCriticalAnalyzer().add(queue);
      return queue;
    }
  }

  private static final class CarefulQueue extends QueueImpl {
    CarefulQueue(
        QueueConfiguration config,
        Filter filter,
        PagingStore pagingStore,
        PageSubscription pages,
        ScheduledExecutorService scheduler,
        PostOffice postOffice,
        StorageManager storage,
        HierarchicalRepository<AddressSettings> settings,
        ExecutorFactory executors,
        ActiveMQServer server,
        QueueFactory factory) {
      super(
          config,
          filter,
          pagingStore,
          pages,
          scheduler,
          postOffice,
          storage,
          settings,
          executors.getExecutor(),
          server,
          factory);
    }

    @Override
    public void deleteQueue() {
      LOG.log(
          Level.INFO,
          "a subscription to {0} failed; the queue and its {1} messages stay",
          getName(),
          getMessageCount());
    }
  }
}
