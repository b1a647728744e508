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
  private String settings;

  @Column(name = "inactivity_seconds")
  private int inactivitySeconds;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private long version;

  protected DeviceProfile() {}

  /**
   * @param key short stable name, e.g. {@code dht22}
   */
  public DeviceProfile(String key, ProfileDetails details) {
    this.id = Ids.next();
    this.key = key;
    this.createdAt = Instant.now();
    describe(details);
  }

  public final void describe(ProfileDetails details) {
    this.name = details.name();
    this.series = details.series();
    this.inactivitySeconds = details.inactivitySeconds();
    this.settings = details.settings();
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

  public String getSettings() {
    return settings;
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
