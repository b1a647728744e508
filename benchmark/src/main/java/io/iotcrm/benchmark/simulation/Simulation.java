package io.iotcrm.benchmark.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.simulation.World.Message;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays the world in real time and sends what its devices say.
 *
 * <p>Everything that touches the world runs on one thread. A step is always the same length, so the
 * devices' values depend on the seed and the commands only, not on how busy the machine is.
 */
final class Simulation implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Simulation.class.getName());
  private static final long TICK_MILLIS = 250;

  private final World world;
  private final double speed;
  private final Map<String, DeviceLink> links;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "world"));

  /**
   * @param speed how much faster than usual everything happens
   * @param links by device; a device without one is played silently
   */
  Simulation(World world, double speed, Map<String, DeviceLink> links) {
    this.world = world;
    this.speed = speed;
    this.links = links;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Does something to the world on its thread. */
  <T> CompletableFuture<T> change(Callable<T> change) {
    CompletableFuture<T> done = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            done.complete(change.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private void tick() {
    try {
      for (Message message : world.advance(TICK_MILLIS / 1e3 * speed)) {
        DeviceLink link = links.get(message.deviceId());
        if (link != null) {
          link.send(encode(message, System.currentTimeMillis()));
        }
      }
    } catch (RuntimeException e) {
      // A periodic task that throws is never run again.
      LOG.log(Level.ERROR, "a step of the simulation failed", e);
    }
  }

  /** Flat JSON with the device's own time stamp. */
  static byte[] encode(Message message, long at) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ts", at);
    body.putAll(message.readings());
    try {
      return ApiClient.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    links.values().parallelStream().forEach(DeviceLink::close);
  }
}
