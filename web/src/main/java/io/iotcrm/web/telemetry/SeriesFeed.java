package io.iotcrm.web.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.telemetry.DevicePoint;
import io.iotcrm.ejb.platform.LiveAudience;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.web.api.Json;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The open streams of readings of this instance. It says which devices are looked at, so that all
 * instances pass the readings of these on, and of no others.
 */
@ApplicationScoped
public class SeriesFeed {
  private static final Logger LOG = System.getLogger(SeriesFeed.class.getName());

  /** Interest in a device lasts 30 seconds. */
  private static final long BEAT_MILLIS = 10_000;

  /** How late a reading that had to wait may be. */
  private static final long TICK_MILLIS = 100;

  private static final String EVENTS = "iotcrm_live_series_events";

  @Inject private LiveAudience audience;
  @Inject private LiveEvents events;
  @Inject private MetricRegistry registry;
  @Resource private ManagedExecutorService executor;
  @Resource private ManagedScheduledExecutorService scheduler;

  @Inject
  @ConfigProperty(name = "iotcrm.live.series.clients", defaultValue = "200")
  private int maxClients;

  @Inject
  @ConfigProperty(name = "iotcrm.live.series.clients-per-user", defaultValue = "20")
  private int maxPerPerson;

  private final Set<SeriesClient> clients = ConcurrentHashMap.newKeySet();
  private final Consumer<LiveEvent> listener = this::pass;
  private ScheduledFuture<?> beat;
  private ScheduledFuture<?> tick;

  @PostConstruct
  void open() {
    registry.gauge("iotcrm_live_series_clients", clients::size);
    audience.add(listener);
    beat = every(BEAT_MILLIS, this::beat);
    tick = every(TICK_MILLIS, this::sendDue);
  }

  @PreDestroy
  void shut() {
    audience.remove(listener);
    beat.cancel(false);
    tick.cancel(false);
    clients.forEach(SeriesClient::close);
  }

  private ScheduledFuture<?> every(long millis, Runnable work) {
    return scheduler.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.log(Level.WARNING, "live series were not kept up; next try in a moment", e);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a stream; its readings wait until it {@link SeriesClient#begin begins}. Empty where this
   * instance, or this person, has as many as it may have.
   */
  synchronized Optional<SeriesClient> open(
      SseEventSink sink, Sse sse, String person, SeriesOutbox outbox) {
    long own = clients.stream().filter(client -> client.person().equals(person)).count();
    if (clients.size() >= maxClients || own >= maxPerPerson) {
      return Optional.empty();
    }
    SeriesClient client = new SeriesClient(sink, sse, person, outbox, sent -> count("sent", sent));
    clients.add(client);
    outbox.devices().forEach(events::watch);
    return Optional.of(client);
  }

  void begin(SeriesClient client, List<DevicePoint> newest) {
    client.begin(newest);
    send(client);
  }

  /** Ends a stream that has not begun; its answer is somebody else's. */
  void forget(SeriesClient client) {
    clients.remove(client);
  }

  private void close(SeriesClient client) {
    clients.remove(client);
    client.close();
  }

  private void pass(LiveEvent event) {
    if (event.type() != LiveEvent.Type.READING || clients.isEmpty()) {
      return;
    }
    List<DevicePoint> points = null;
    for (SeriesClient client : clients) {
      if (client.outbox().devices().contains(event.deviceId())) {
        points = points == null ? points(event) : points;
        offer(client, points);
      }
    }
  }

  private void offer(SeriesClient client, List<DevicePoint> points) {
    for (DevicePoint point : points) {
      switch (client.outbox().offer(point)) {
        case COALESCED -> count("coalesced", 1);
        case KEPT_AND_DROPPED -> count("dropped", 1);
        default -> {
          // Nothing is lost.
        }
      }
    }
    if (client.isDue(System.nanoTime() / 1_000_000)) {
      send(client);
    }
  }

  /** Booleans become 0 and 1, as they are stored. */
  static List<DevicePoint> points(LiveEvent event) {
    List<DevicePoint> points = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonNode> field : Json.MAPPER.readTree(event.value()).properties()) {
        points.add(
            new DevicePoint(event.deviceId(), field.getKey(), event.at(), value(field.getValue())));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "a live event of another version", e);
    }
    return points;
  }

  private static Object value(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue() ? 1.0 : 0.0;
    }
    return node.isNumber() ? (Object) node.doubleValue() : node.asText();
  }

  private void beat() {
    Set<String> devices = new HashSet<>();
    for (SeriesClient client : clients) {
      devices.addAll(client.outbox().devices());
      client.offerHeartbeat();
      send(client);
    }
    devices.forEach(events::watch);
  }

  private void sendDue() {
    long now = System.nanoTime() / 1_000_000;
    for (SeriesClient client : clients) {
      if (client.isDue(now)) {
        send(client);
      }
    }
  }

  private void send(SeriesClient client) {
    try {
      executor.execute(
          () -> {
            if (!client.send()) {
              close(client);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "no thread for a live stream; its readings wait", e);
    }
  }

  private void count(String outcome, long readings) {
    if (readings > 0) {
      registry.counter(EVENTS, new Tag("outcome", outcome)).inc(readings);
    }
  }
}
