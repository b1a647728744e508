package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** People who work together. Records name their team; a new name reaches them by itself. */
@Entity
@Table(name = "team")
public class Team {
  @Id private UUID id;
  private String name;
  private String description;

  @Column(name = "created_at")
  private Instant createdAt;

  /** So that a change of the members is a change of the team, with a version of its own. */
  @Column(name = "updated_at")
  private Instant updatedAt;

  @ManyToMany
  @JoinTable(
      name = "team_member",
      joinColumns = @JoinColumn(name = "team_id"),
      inverseJoinColumns = @JoinColumn(name = "user_id"))
  private Set<AppUser> members = new HashSet<>();

  @Version private long version;

  protected Team() {}

  public Team(String name, String description) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    describe(name, description);
  }

  public final void describe(String newName, String newDescription) {
    if (newName == null || newName.isBlank() || newName.strip().length() > 100) {
      throw new IllegalArgumentException("a team's name must have 1 to 100 characters");
    }
    name = newName.strip();
    description = newDescription;
    updatedAt = Instant.now();
  }

  /** Who is in it from now on. */
  public void consistOf(Set<AppUser> people) {
    members.retainAll(people);
    members.addAll(people);
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

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Set<AppUser> getMembers() {
    return Set.copyOf(members);
  }

  public long getVersion() {
    return version;
  }
}
