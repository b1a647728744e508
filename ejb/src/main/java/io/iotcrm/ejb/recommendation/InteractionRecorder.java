package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.recommendation.RecordedInteractions;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.util.List;

/** Writes interactions down for callers inside the application: rules, feedback. */
@Stateless
@PermitAll
public class InteractionRecorder {
  public RecordedInteractions record(NewInteraction interaction) {
    return record(List.of(interaction));
  }

  public RecordedInteractions record(List<NewInteraction> interactions) {
    throw new UnsupportedOperationException();
  }
}
