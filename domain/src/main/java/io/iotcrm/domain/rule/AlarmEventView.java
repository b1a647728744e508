package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A step in the life of an alarm, as pages and the API show it. */
public record AlarmEventView(UUID id, Instant at, AlarmEvent.Kind kind, String actor, String detail)
    implements Serializable {

  public static AlarmEventView of(AlarmEvent event) {
    return new AlarmEventView(
        event.getId(), event.getAt(), event.getKind(), event.getActor(), event.getDetail());
  }
}
