package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Where tickets wait for one of its members. */
@Entity
@Table(name = "support_queue")
public class SupportQueue {
  @Id private UUID id;
  private String name;
  private String description;

  @Enumerated(EnumType.STRING)
  private QueueAssignment assignment;

  private boolean standard;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected SupportQueue() {}

  public SupportQueue(QueueDetails details) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    change(details);
  }

  /** Its members are kept beside it. */
  public final void change(QueueDetails details) {
    if (details.name() == null || details.name().isBlank() || details.name().length() > 100) {
      throw new IllegalArgumentException("a queue's name must have 1 to 100 characters");
    }
    name = details.name().strip();
    description = details.description();
    assignment = details.assignment() == null ? QueueAssignment.MANUAL : details.assignment();
    standard = details.standard();
    updatedAt = Instant.now();
  }

  /** Whose record it is; both may be null. */
  public void belongTo(AppUser newOwner, String newTeam) {
    owner = newOwner;
    team = newTeam;
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

  public QueueAssignment getAssignment() {
    return assignment;
  }

  /** Whether it takes the tickets that name no queue. */
  public boolean isStandard() {
    return standard;
  }

  public long getVersion() {
    return version;
  }
}
