package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.recommendation.InteractionView;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.RecordedInteractions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.UUID;

/** Interactions for people and programs outside. */
@Stateless
public class InteractionService {
  @EJB private InteractionRecorder recorder;

  @RolesAllowed({"admin", "sales", "marketing", "integrator"})
  public RecordedInteractions record(NewInteraction interaction) {
    return recorder.record(List.of(interaction));
  }

  @RolesAllowed({"admin", "sales", "marketing", "integrator"})
  public RecordedInteractions record(List<NewInteraction> interactions) {
    return recorder.record(interactions);
  }

  @RolesAllowed({"admin", "sales", "marketing", "support", "analyst", "integrator"})
  public Page<InteractionView> list(UUID contactId, int limit, String cursor) {
    throw new UnsupportedOperationException();
  }
}
