package io.iotcrm.ejb.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers what waits in the outbox. Every instance does: rows are claimed with {@code SKIP LOCKED}
 * and a claim that ends by itself, so a message of an instance that died is taken over.
 */
@ApplicationScoped
public class OutboxDispatch {
  private static final Logger LOG = System.getLogger(OutboxDispatch.class.getName());
  private static final int MAX_ROUNDS = 100;

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private final Map<String, AtomicInteger> wishes = new ConcurrentHashMap<>();

  @Inject private OutboxTable table;
  @Inject @Any private Instance<OutboxHandler> handlers;
  @Inject private Meters meters;

  @Resource private ManagedExecutorService executor;

  @PostConstruct
  void prepare() {
    handlers.forEach(handler -> wishes.put(handler.kind(), new AtomicInteger()));
  }

  /** Looks at one kind at once, on another thread. Cheap to call often: wishes are merged. */
  public void soon(String kind) {
    AtomicInteger wish = wishes.get(kind);
    if (wish == null || wish.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(() -> run(kind, wish));
    } catch (RejectedExecutionException e) {
      wish.set(0);
      LOG.log(Level.DEBUG, "No thread for the outbox; the timer will see to it", e);
    }
  }

  /** Looks at all kinds; called by a timer on every instance. */
  public void sweep() {
    wishes.keySet().forEach(this::soon);
  }

  private void run(String kind, AtomicInteger wish) {
    int seen;
    do {
      seen = wish.get();
      try {
        OutboxHandler handler = handler(kind);
        int round = 0;
        while (deliverSome(handler) && round < MAX_ROUNDS) {
          round++;
        }
      } catch (Exception e) {
        LOG.log(
            Failure.logLevel(e),
            "The outbox for " + kind + " could not be read; it is tried again",
            e);
        wish.set(0);
        return;
      }
    } while (!wish.compareAndSet(seen, 0));
  }

  private OutboxHandler handler(String kind) {
    return handlers.stream()
        .filter(handler -> handler.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** Whether there may be more. */
  private boolean deliverSome(OutboxHandler handler) throws Exception {
    List<OutboxMessage> claimed =
        table.claim(handler.kind(), handler.batchSize(), handler.timeLimit());
    if (claimed.isEmpty()) {
      return false;
    }
    try {
      Map<OutboxMessage, Exception> failed = handler.deliverEach(claimed);
      List<OutboxMessage> delivered =
          claimed.stream().filter(message -> !failed.containsKey(message)).toList();
      if (!delivered.isEmpty()) {
        table.done(delivered);
        meters.outboxDelivered(handler.kind(), delivered.size());
      }
      for (Map.Entry<OutboxMessage, Exception> one : failed.entrySet()) {
        failed(handler, List.of(one.getKey()), one.getValue());
      }
    } catch (Exception e) {
      failed(handler, claimed, e);
    }
    return claimed.size() == handler.batchSize();
  }

  private void failed(OutboxHandler handler, List<OutboxMessage> messages, Exception cause)
      throws Exception {
    if (cause instanceof OutboxRefusedException) {
      giveUp(handler, messages, cause.getMessage());
    } else {
      LOG.log(Level.DEBUG, "Delivery of " + handler.kind() + " failed", cause);
      postpone(handler, messages, cause);
    }
  }

  private void giveUp(OutboxHandler handler, List<OutboxMessage> messages, String why)
      throws Exception {
    table.giveUp(messages, why);
    meters.outboxGivenUp(handler.kind(), messages.size());
    LOG.log(
        Level.WARNING,
        "The outbox gives up {0} message(s) of kind {1}: {2}",
        messages.size(),
        handler.kind(),
        why);
  }

  private void postpone(OutboxHandler handler, List<OutboxMessage> claimed, Exception cause)
      throws Exception {
    for (OutboxMessage message : claimed) {
      int attempts = message.attempts() + 1;
      if (attempts >= handler.maxAttempts()) {
        giveUp(handler, List.of(message), "after " + attempts + " attempts: " + cause.getMessage());
      } else {
        table.postpone(message, backoff.after(attempts), String.valueOf(cause.getMessage()));
      }
    }
  }
}
