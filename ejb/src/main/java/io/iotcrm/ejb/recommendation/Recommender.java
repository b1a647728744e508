package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.Offer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.UUID;

/** Answers what to offer to whom. */
@Stateless
public class Recommender {
  @RolesAllowed({"admin", "sales", "marketing", "support", "analyst", "integrator"})
  public List<Offer> offers(UUID contactId, int n) {
    throw new UnsupportedOperationException();
  }
}
