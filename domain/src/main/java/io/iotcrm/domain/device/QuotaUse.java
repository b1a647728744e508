package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a device may send, and how much of it is used.
 *
 * @param readingsToday stored readings of this UTC day, by their own time
 * @param resetsAt when the next day begins
 */
public record QuotaUse(DeviceQuota quota, long readingsToday, Instant resetsAt)
    implements Serializable {
  /** Whether the device may send no more readings today. */
  public boolean isUsedUp() {
    return quota.readingsPerDay() != null && readingsToday >= quota.readingsPerDay();
  }
}
