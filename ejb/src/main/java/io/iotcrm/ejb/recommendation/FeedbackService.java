package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.FeedbackEvent;
import io.iotcrm.domain.recommendation.Offer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.UUID;

/** Takes down what became of offers. */
@Stateless
public class FeedbackService {
  @RolesAllowed({"admin", "sales", "marketing", "support", "integrator"})
  public void give(UUID contactId, UUID itemId, FeedbackEvent event, String channel) {
    throw new UnsupportedOperationException();
  }

  @RolesAllowed({"admin", "sales", "marketing", "support", "integrator"})
  public void shown(UUID contactId, List<Offer> offers, String channel) {
    throw new UnsupportedOperationException();
  }
}
