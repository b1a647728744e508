package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A reason for which deals are lost, from the list that administrators keep. */
@Entity
@Table(name = "loss_reason")
public class LossReason {
  @Id private UUID id;
  private String name;
  private int place;

  @Column(name = "retired_at")
  private Instant retiredAt;

  @Version private long version;

  protected LossReason() {}

  public LossReason(String name, int place) {
    this.id = Ids.next();
    this.place = place;
    rename(name);
  }

  public final void rename(String newName) {
    if (newName == null || newName.isBlank() || newName.length() > 100) {
      throw new IllegalArgumentException("a loss reason must have 1 to 100 characters");
    }
    name = newName.strip();
  }

  /** A retired one is chosen no more; deals keep it. */
  public void retire(boolean retired, Instant at) {
    retiredAt = retired ? at : null;
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public int getPlace() {
    return place;
  }

  public boolean isRetired() {
    return retiredAt != null;
  }

  public long getVersion() {
    return version;
  }
}
