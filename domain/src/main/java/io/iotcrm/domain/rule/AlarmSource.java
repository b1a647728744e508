package io.iotcrm.domain.rule;

import java.util.UUID;

/**
 * Who says that a rule began to hold on a device, or ceased to.
 *
 * @param edgeId the edge connector; null: the centre
 */
public record AlarmSource(String edgeId) {
  public static final AlarmSource CENTRE = new AlarmSource(null);

  /** EDGE or CENTRE. */
  public AlarmOrigin origin() {
    return edgeId == null ? AlarmOrigin.CENTRE : AlarmOrigin.EDGE;
  }

  /** As histories name it: {@code edge/ID} or {@code rule/ID}. */
  public String actor(UUID ruleId) {
    return edgeId == null ? "rule/" + ruleId : "edge/" + edgeId;
  }
}
