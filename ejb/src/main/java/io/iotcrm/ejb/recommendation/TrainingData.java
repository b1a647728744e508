package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.Evaluation.Event;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Reads what there is to learn from, in a transaction of its own so that the rows come in parts.
 */
@Stateless
@PermitAll
public class TrainingData {
  @Inject private InteractionStore store;

  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public List<Event> load() {
    return store.trainingEvents();
  }
}
