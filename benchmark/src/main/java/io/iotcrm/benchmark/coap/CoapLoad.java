package io.iotcrm.benchmark.coap;

import io.iotcrm.benchmark.api.HostPort;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;

/**
 * Thousands of CoAP clients in one process. A request that could not be sent in time counts its
 * waiting into its latency. Each client has one request under way at a time.
 */
final class CoapLoad implements AutoCloseable {
  private static final int SHAKING_AT_ONCE = 32;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  static {
    CoapConfig.register();
    DtlsConfig.register();
  }

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
  private final Configuration config = Configuration.createStandardWithoutFile();
  private final Recorder latency = new Recorder(LONGEST_MICROS, 3);
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /** What came of the requests of one run. */
  record Outcome(Histogram latency, long answered, long refused, long lost) {}

  CoapLoad() {
    config.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    config.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, 4);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024);
    config.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    config.set(CoapConfig.MAX_ACTIVE_PEERS, 10);
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR);
  }

  /**
   * @param key base64url
   */
  CoapDevice open(HostPort edge, String id, String key, int keys) throws IOException {
    return new CoapDevice(edge, id, key, keys, config, executor);
  }

  /**
   * Lets every device shake hands and post once.
   *
   * @return seconds
   */
  double handshakes(List<CoapDevice> devices, long limitSeconds)
      throws InterruptedException, TimeoutException {
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(limitSeconds);
    Semaphore free = new Semaphore(SHAKING_AT_ONCE);
    LongAdder done = new LongAdder();
    for (CoapDevice device : devices) {
      if (!free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException(done + " of " + devices.size() + " devices were let in");
      }
      device.post(
          answer -> {
            if (answer == CoapDevice.Answer.TAKEN) {
              done.increment();
            }
            free.release();
          });
    }
    if (!free.tryAcquire(SHAKING_AT_ONCE, end - System.nanoTime(), TimeUnit.NANOSECONDS)
        || done.sum() < devices.size()) {
      throw new TimeoutException(
          done
              + " of "
              + devices.size()
              + " devices were let in: does the edge know their keys yet?");
    }
    return (System.nanoTime() - began) / 1e9;
  }

  Histogram takeLatency() {
    return latency.getIntervalHistogram();
  }

  /** Posts in turn at this rate; returns when the last answer is there or was given up. */
  Outcome run(List<CoapDevice> devices, double rate, int seconds) throws InterruptedException {
    answered.reset();
    refused.reset();
    lost.reset();
    long began = System.nanoTime();
    long requests = (long) (rate * seconds);
    Semaphore open = new Semaphore(Integer.MAX_VALUE);
    for (long n = 0; n < requests; n++) {
      long due = began + (long) (n / rate * 1e9);
      long now = System.nanoTime();
      if (due > now) {
        TimeUnit.NANOSECONDS.sleep(due - now);
      }
      open.acquire();
      devices
          .get((int) (n % devices.size()))
          .post(
              answer -> {
                count(answer, due);
                open.release();
              });
    }
    open.tryAcquire(Integer.MAX_VALUE, 2, TimeUnit.MINUTES);
    return new Outcome(takeLatency(), answered.sum(), refused.sum(), lost.sum());
  }

  private void count(CoapDevice.Answer answer, long due) {
    switch (answer) {
      case TAKEN -> {
        answered.increment();
        latency.recordValue(
            Math.max(1, Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000)));
      }
      case REFUSED -> refused.increment();
      case LOST -> lost.increment();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
