package io.iotcrm.ejb.platform;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.replicatedmap.ReplicatedMap;
import com.hazelcast.topic.ITopic;
import io.iotcrm.domain.platform.LiveEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tells every instance what just happened, so that each can tell the pages that are open on it. On
 * each instance the event is fired as a CDI event of type {@link LiveEvent}. Delivery is at most
 * once and never holds up who publishes.
 */
@ApplicationScoped
public class LiveEvents {
  private static final Logger LOG = System.getLogger(LiveEvents.class.getName());
  private static final String TOPIC = "live";
  private static final String WATCHED = "watched";
  private static final long WATCH_SECONDS = 30;

  @Inject private Grid grid;
  @Inject private Event<LiveEvent> received;

  @Resource private ManagedExecutorService executor;
  @Resource private TransactionSynchronizationRegistry transactions;

  private UUID registration;

  /** Inside a transaction the event goes out after the commit, or not at all. */
  public void publish(LiveEvent event) {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      send(event);
      return;
    }
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Only what is committed has happened.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              send(event);
            }
          }
        });
  }

  private void send(LiveEvent event) {
    try {
      topic().publishAsync(LiveEventText.write(event));
    } catch (HazelcastException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "A live event was not sent", e);
    }
  }

  /**
   * Somebody looks at this device: its readings are published for the next 30 seconds. To be called
   * again at least every 10 seconds while they look.
   */
  public void watch(String deviceId) {
    watched().put(deviceId, System.currentTimeMillis(), WATCH_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether anybody, on any instance, looks at this device. Cheap: the answer is kept here. */
  public boolean isWatched(String deviceId) {
    return watched().containsKey(deviceId);
  }

  void listen() {
    if (registration == null) {
      registration = topic().addMessageListener(message -> pass(message.getMessageObject()));
    }
  }

  void stopListening() {
    if (registration != null) {
      topic().removeMessageListener(registration);
      registration = null;
    }
  }

  private void pass(String text) {
    LiveEvent event = LiveEventText.read(text);
    if (event != null) {
      try {
        executor.execute(() -> received.fire(event));
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "No thread for a live event", e);
      }
    }
  }

  private ITopic<String> topic() {
    return grid.topic(TOPIC);
  }

  private ReplicatedMap<String, Long> watched() {
    return grid.replicatedMap(WATCHED);
  }
}
