package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A person who works with the product. The realm reads the same row to sign them in. */
@Entity
@Table(name = "app_user")
public class AppUser {
  @Id private UUID id;

  private String username;

  @Column(name = "display_name")
  private String displayName;

  private String email;

  @Column(name = "password_hash")
  private String passwordHash;

  private boolean enabled = true;

  @Column(name = "created_at")
  private Instant createdAt;

  @ElementCollection
  @CollectionTable(name = "app_user_group", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "group_name")
  private Set<String> groups = new HashSet<>();

  @Version private long version;

  protected AppUser() {}

  public AppUser(String username, String displayName, String passwordHash, Set<String> groups) {
    this.id = Ids.next();
    this.username = username;
    this.displayName = displayName;
    this.passwordHash = passwordHash;
    this.groups = new HashSet<>(groups);
    this.createdAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  public String getUsername() {
    return username;
  }

  public String getDisplayName() {
    return displayName;
  }

  public String getEmail() {
    return email;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public Set<String> getGroups() {
    return Set.copyOf(groups);
  }

  public long getVersion() {
    return version;
  }
}
