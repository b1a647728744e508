package io.iotcrm.edge.registry;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps the registry fresh: asks the API every few seconds whether it changed, keeps a copy on
 * disk, and lives by the last good state while the API is away.
 *
 * <p>The listener is called on this client's thread with each state that was fetched or confirmed.
 */
public final class RegistryClient implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RegistryClient.class.getName());
  private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 1_000;

  private final List<URI> bases;
  private final String edgeId;
  private final String authorization;
  private final Duration poll;
  private final RegistryFile file;
  private final UsesReport report;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final Thread thread = new Thread(this::run, "registry");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();

  private Consumer<Registry> listener = registry -> {};
  private boolean early;
  private boolean away;
  private int preferred;
  private String etag;
  private volatile Registry current;
  private volatile Instant confirmedAt;

  /**
   * @param uses of credentials, of which the centre is told after each look at the registry
   */
  public RegistryClient(
      List<URI> bases,
      String edgeId,
      String secret,
      Duration poll,
      RegistryFile file,
      CredentialUses uses) {
    this.bases = List.copyOf(bases);
    this.edgeId = edgeId;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("edge/" + edgeId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    this.poll = poll;
    this.file = file;
    this.report = new UsesReport(uses, http, authorization);
    thread.setDaemon(true);
  }

  public void start(Consumer<Registry> onState) {
    listener = onState;
    try {
      current = file.load();
      if (current != null) {
        LOG.log(
            Level.INFO, "the last copy of the registry has {0} devices", current.devices().size());
        listener.accept(current);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the copy of the registry cannot be read: {0}", e.toString());
    }
    thread.start();
  }

  /** The newest state, or null before there was any. */
  public Registry current() {
    return current;
  }

  /** The newest state, or an empty one before there was any. */
  public Registry known() {
    Registry known = current;
    return known == null ? Registry.EMPTY : known;
  }

  /** When the API last said what the registry is, or null if not since the start. */
  public Instant confirmedAt() {
    return confirmedAt;
  }

  /** Asks sooner than planned, though at most once a second: somebody unknown has knocked. */
  public void refreshSoon() {
    lock.lock();
    try {
      early = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        long began = System.nanoTime();
        poll();
        waitForNext(began);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForNext(long began) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      // Before there is any registry the edge cannot work: then it does not wait for long.
      long planned = current == null ? EARLY_NANOS : poll.toNanos();
      long left;
      while ((left = began + (early ? Math.min(EARLY_NANOS, planned) : planned) - System.nanoTime())
          > 0) {
        wanted.awaitNanos(left);
      }
      early = false;
    } finally {
      lock.unlock();
    }
  }

  private void poll() throws InterruptedException {
    IOException failure = null;
    for (int i = 0; i < bases.size(); i++) {
      int candidate = (preferred + i) % bases.size();
      try {
        Registry fetched = fetch(bases.get(candidate));
        preferred = candidate;
        arrived(fetched);
        report.send(URI.create(address(bases.get(candidate), "credential-uses")));
        return;
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException e) {
        failure = new IOException("unexpected answer from " + bases.get(candidate), e);
      }
    }
    if (!away) {
      away = true;
      LOG.log(
          Level.WARNING,
          "the API is away, the registry stays as it was: {0}",
          failure == null ? "no address" : failure.toString());
    }
  }

  private void arrived(Registry fetched) {
    confirmedAt = Instant.now();
    if (away) {
      away = false;
      LOG.log(Level.INFO, "the API is back");
    }
    if (fetched != null) {
      LOG.log(Level.INFO, "the registry has {0} devices", fetched.devices().size());
      current = fetched;
      try {
        file.save(fetched);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "cannot keep a copy of the registry: {0}", e.toString());
      }
    }
    listener.accept(current);
  }

  private String address(URI base, String what) {
    String root = base.toString().endsWith("/api/v1") ? base.toString() : base + "/api/v1";
    return root + "/edges/" + edgeId + "/" + what;
  }

  /** The registry, or null when it has not changed. */
  private Registry fetch(URI base) throws IOException, InterruptedException {
    String address = address(base, "registry?limit=" + PAGE);
    RegistryFormat format = new RegistryFormat();
    String tag = null;
    String cursor = null;
    do {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      cursor == null
                          ? address
                          : address
                              + "&cursor="
                              + URLEncoder.encode(cursor, StandardCharsets.UTF_8)))
              .timeout(PATIENCE)
              .header("Authorization", authorization)
              .header("Accept", "application/json");
      if (cursor == null && etag != null) {
        request.header("If-None-Match", etag);
      }
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == 304 && cursor == null) {
          return null;
        }
        if (response.statusCode() != 200) {
          throw new IOException(base + " answered " + response.statusCode());
        }
        if (cursor == null) {
          tag = response.headers().firstValue("ETag").orElse(null);
        }
        cursor = format.readPage(body);
      }
    } while (cursor != null);
    etag = tag;
    return format.registry();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
