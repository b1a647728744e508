package io.iotcrm.domain.marketing;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A reason to speak to customers. Only who agreed to marketing can be in it. */
@Entity
@Table(name = "campaign")
public class Campaign {
  @Id private UUID id;
  private String name;
  private String description;
  private boolean running = true;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Campaign() {}

  public Campaign(String name, String description) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    describe(name, description);
  }

  public final void describe(String newName, String newDescription) {
    if (newName == null || newName.isBlank() || newName.length() > 200) {
      throw new IllegalArgumentException("a campaign's name must have 1 to 200 characters");
    }
    name = newName;
    description = newDescription;
    updatedAt = Instant.now();
  }

  /** Nobody enters a campaign that is not running. */
  public void run(boolean on) {
    running = on;
    updatedAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public String getDescription() {
    return description;
  }

  public boolean isRunning() {
    return running;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public long getVersion() {
    return version;
  }
}
