package io.iotcrm.domain.device;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A device's presence as the view {@code device_state} has it now; for filters, never written. */
@Entity
@Table(name = "device_state")
public class DeviceStateRow {
  @Id private String id;

  @Enumerated(EnumType.STRING)
  private PresenceState state;

  protected DeviceStateRow() {}

  public String getId() {
    return id;
  }

  public PresenceState getState() {
    return state;
  }
}
