package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What devices of one type have in common: which series they report, and how often. */
@Entity
@Table(name = "device_profile")
public class DeviceProfile {
  @Id private UUID id;
  private String key;
  private String name;
  private String series;

  @Column(name = "inactivity_seconds")
  private int inactivitySeconds;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private long version;

  protected DeviceProfile() {}

  /**
   * @param key short stable name, e.g. {@code dht22}
   * @param seriesJson JSON array of {@code {"key","unit","kind","min","max"}}
   * @param inactivitySeconds after how long without a reading a device counts as inactive
   */
  public DeviceProfile(String key, String name, String seriesJson, int inactivitySeconds) {
    this.id = Ids.next();
    this.key = key;
    this.createdAt = Instant.now();
    describe(name, seriesJson, inactivitySeconds);
  }

  public final void describe(String newName, String seriesJson, int newInactivitySeconds) {
    this.name = newName;
    this.series = seriesJson;
    this.inactivitySeconds = newInactivitySeconds;
  }

  public UUID getId() {
    return id;
  }

  public String getKey() {
    return key;
  }

  public String getName() {
    return name;
  }

  public String getSeries() {
    return series;
  }

  public int getInactivitySeconds() {
    return inactivitySeconds;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public long getVersion() {
    return version;
  }
}
