package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.ejb.platform.LiveAudience;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The open streams of this instance. */
@ApplicationScoped
public class LiveFeed {
  private static final Logger LOG = System.getLogger(LiveFeed.class.getName());
  private static final long BEAT_SECONDS = 10;

  @Inject private LiveAudience audience;
  @Inject private LiveEvents events;
  @Resource private ManagedExecutorService executor;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final Set<LiveSubscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Consumer<LiveEvent> listener = this::pass;
  private ScheduledFuture<?> beat;

  @PostConstruct
  void open() {
    audience.add(listener);
    beat =
        scheduler.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void shut() {
    audience.remove(listener);
    beat.cancel(false);
    subscribers.forEach(LiveSubscriber::close);
  }

  void add(LiveSubscriber subscriber) {
    subscriber.offerHeartbeat();
    subscribers.add(subscriber);
    watch(subscriber);
    send(subscriber);
  }

  private void pass(LiveEvent event) {
    for (LiveSubscriber subscriber : subscribers) {
      if (subscriber.wants(event)) {
        subscriber.offer(event);
        send(subscriber);
      }
    }
  }

  private void beat() {
    try {
      for (LiveSubscriber subscriber : subscribers) {
        watch(subscriber);
        subscriber.offerHeartbeat();
        send(subscriber);
      }
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.log(Level.WARNING, "live streams were not kept up; next try in a moment", e);
    }
  }

  private void watch(LiveSubscriber subscriber) {
    subscriber.devices().forEach(events::watch);
  }

  private void send(LiveSubscriber subscriber) {
    try {
      executor.execute(
          () -> {
            if (!subscriber.send()) {
              subscribers.remove(subscriber);
              subscriber.close();
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "no thread for a live stream; its events wait", e);
    }
  }
}
