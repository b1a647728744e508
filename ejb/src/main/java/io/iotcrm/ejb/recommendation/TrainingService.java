package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.ModelView;
import io.iotcrm.domain.recommendation.TrainingStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;

/** Lets people start the recommender's job and see how it stands. */
@Stateless
public class TrainingService {
  @RolesAllowed({"admin", "analyst"})
  public TrainingStatus start() {
    throw new UnsupportedOperationException();
  }

  @RolesAllowed({"admin", "analyst", "marketing", "sales"})
  public TrainingStatus status() {
    throw new UnsupportedOperationException();
  }

  @RolesAllowed({"admin", "analyst", "marketing", "sales"})
  public List<ModelView> models() {
    throw new UnsupportedOperationException();
  }
}
