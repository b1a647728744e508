package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.util.UUID;

/** A reason for which deals are lost. */
public record LossReasonView(UUID id, String name, boolean retired, long version)
    implements Serializable {

  public static LossReasonView of(LossReason reason) {
    return new LossReasonView(
        reason.getId(), reason.getName(), reason.isRetired(), reason.getVersion());
  }
}
