package io.iotcrm.edge.coap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.KeyMID;
import org.eclipse.californium.core.network.deduplication.Deduplicator;
import org.eclipse.californium.core.network.deduplication.DeduplicatorFactory;
import org.eclipse.californium.elements.config.Configuration;

/**
 * Recognises a message that a peer sends again, by its two newest ones. A peer has one request open
 * at a time (RFC 7252, NSTART), so it repeats the newest; the one before may still be under way.
 *
 * <p>An exchange over DTLS is more than two kilobytes, and the library's own bounds begin at four
 * for each peer: with 2,500 devices that was half of the edge's heap, and the collector stopped all
 * work for 0.2 seconds every other second. Thread-safe; needs no timer.
 */
final class NewestMessages implements Deduplicator {
  static final int PER_PEER = 2;

  /**
   * In all, so that peers without end take 13 MiB at most: those silent for longest are left out.
   */
  static final int MOST = 6_000;

  private record Taken(KeyMID key, Exchange exchange, long at) {
    /** Message ids of what a peer began and of what we began are not of one series. */
    boolean isSame(KeyMID other, Exchange of) {
      return key.equals(other) && exchange.getOrigin() == of.getOrigin();
    }
  }

  private final long lifetimeNanos;
  private final LongSupplier nanoTime;

  /** Oldest message first within a peer, and the peer that was silent for longest first. */
  private final Map<Object, Deque<Taken>> peers = new LinkedHashMap<>();

  private int size;

  /**
   * @param lifetimeNanos how long after its newest message a peer is forgotten
   */
  NewestMessages(long lifetimeNanos, LongSupplier nanoTime) {
    this.lifetimeNanos = lifetimeNanos;
    this.nanoTime = nanoTime;
  }

  /** Endpoints that this process makes from now on remember no more than this. */
  static void useForAllEndpoints() {
    DeduplicatorFactory.setDeduplicatorFactory(
        new DeduplicatorFactory() {
          @Override
          public Deduplicator createDeduplicator(Configuration config) {
            return new NewestMessages(
                config.get(CoapConfig.EXCHANGE_LIFETIME, TimeUnit.NANOSECONDS), System::nanoTime);
          }
        });
  }

  @Override
  public synchronized Exchange findPrevious(KeyMID key, Exchange exchange) {
    Deque<Taken> ofPeer = peers.get(key.getPeer());
    if (ofPeer != null) {
      for (Taken taken : ofPeer) {
        if (taken.isSame(key, exchange)) {
          return taken.exchange;
        }
      }
    }
    remember(key, exchange);
    return null;
  }

  @Override
  public synchronized boolean replacePrevious(KeyMID key, Exchange previous, Exchange exchange) {
    Exchange known = find(key);
    if (known != null && known != previous) {
      return false;
    }
    if (known != null) {
      peers.get(key.getPeer()).removeIf(taken -> taken.exchange == known);
      size--;
    }
    remember(key, exchange);
    return true;
  }

  private void remember(KeyMID key, Exchange exchange) {
    long now = nanoTime.getAsLong();
    Deque<Taken> ofPeer = peers.remove(key.getPeer());
    if (ofPeer == null) {
      ofPeer = new ArrayDeque<>(PER_PEER);
    } else if (ofPeer.size() == PER_PEER) {
      ofPeer.removeFirst();
      size--;
    }
    ofPeer.addLast(new Taken(key, exchange, now));
    size++;
    peers.put(key.getPeer(), ofPeer);
    forgetTheSilent(now);
  }

  private void forgetTheSilent(long now) {
    Iterator<Deque<Taken>> silent = peers.values().iterator();
    while (silent.hasNext()) {
      Deque<Taken> ofPeer = silent.next();
      if (size <= MOST && now - ofPeer.getLast().at <= lifetimeNanos) {
        return;
      }
      silent.remove();
      size -= ofPeer.size();
    }
  }

  @Override
  public synchronized Exchange find(KeyMID key) {
    for (Taken taken : peers.getOrDefault(key.getPeer(), new ArrayDeque<>(0))) {
      if (taken.key.equals(key)) {
        return taken.exchange;
      }
    }
    return null;
  }

  @Override
  public synchronized int size() {
    return size;
  }

  @Override
  public synchronized boolean isEmpty() {
    return size == 0;
  }

  @Override
  public synchronized void clear() {
    peers.clear();
    size = 0;
  }

  @Override
  public void start() {
    // Nothing runs by itself.
  }

  @Override
  public void stop() {
    // Nothing runs by itself.
  }

  @Override
  public void setExecutor(ScheduledExecutorService executor) {
    // Nothing runs by itself.
  }
}
