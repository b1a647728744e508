package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.customer.ConsentsChanged;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Changes a customer's offers as soon as an interaction is committed.
 *
 * <p>It runs on a thread of its own, because a transaction that is being completed may not begin
 * another. Should the instance die in between, the next run of the job makes up for it, as it
 * rebuilds every vector from the database.
 */
@ApplicationScoped
public class FoldIn {
  private static final Logger LOG = System.getLogger(FoldIn.class.getName());

  @Resource private ManagedExecutorService executor;
  @Inject private CustomerGrid customers;
  @Inject private LiveEvents live;
  @Inject private RecommenderMetrics metrics;

  void afterCommit(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) InteractionsRecorded recorded) {
    long committed = System.nanoTime();
    attempt(
        () ->
            recorded.byContact().forEach((contact, events) -> foldIn(contact, events, committed)));
  }

  void afterConsent(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConsentsChanged changed) {
    if (!changed.consents().profiling()) {
      attempt(
          () -> {
            customers.forget(changed.contactId());
            publish(changed.contactId());
          });
    }
  }

  private void foldIn(UUID contact, List<Folded> events, long committed) {
    try {
      customers.foldIn(contact, events);
      metrics.foldedIn(Duration.ofNanos(System.nanoTime() - committed));
    } catch (RuntimeException e) {
      // The owner may be starting, without the application's classes, or have just died. What is
      // not in the grid is chosen anew from the database when it is next asked for.
      LOG.log(Level.DEBUG, "A fold-in failed; the customer is left to the next reader", e);
      metrics.foldInFailed();
      customers.forget(contact);
    }
    publish(contact);
  }

  private void publish(UUID contact) {
    live.publish(
        new LiveEvent(
            LiveEvent.Type.OFFER, null, null, contact, Instant.now(), contact.toString(), null));
  }

  private void attempt(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.log(
                Failure.logLevel(e),
                "offers were not changed at once, the next run of the recommender will: {0}",
                e.getMessage());
          }
        });
  }
}
