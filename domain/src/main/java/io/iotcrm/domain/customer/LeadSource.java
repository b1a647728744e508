package io.iotcrm.domain.customer;

/** Where a lead came from, with what that says about it. */
public enum LeadSource {
  REFERRAL(25),
  PARTNER(20),
  DEVICE(20),
  WEB(15),
  EVENT(15),
  CAMPAIGN(10),
  COLD_CALL(5),
  OTHER(0);

  private final int points;

  LeadSource(int points) {
    this.points = points;
  }

  /** Part of the {@link LeadScore}. */
  int points() {
    return points;
  }
}
