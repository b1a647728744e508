package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Canned steps: a text and changes that are applied to a ticket at once. */
@Entity
@Table(name = "ticket_macro")
public class TicketMacro {
  @Id private UUID id;
  private String name;
  private String description;
  private String steps;
  private boolean enabled;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected TicketMacro() {}

  public TicketMacro(MacroDetails details, AppUser owner) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.owner = owner;
    change(details);
  }

  public final void change(MacroDetails details) {
    if (details.name() == null || details.name().isBlank() || details.name().length() > 100) {
      throw new IllegalArgumentException("a macro's name must have 1 to 100 characters");
    }
    name = details.name().strip();
    description = details.description();
    steps = details.steps().toJson();
    enabled = details.enabled();
    updatedAt = Instant.now();
  }

  public MacroSteps steps() {
    return MacroSteps.fromJson(steps);
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

  public boolean isEnabled() {
    return enabled;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
