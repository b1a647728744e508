package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Team;
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

/** A company that we serve. Its owner is the one who gets its tasks. */
@Entity
@Table(name = "account")
public class Account implements Owned {
  @Id private UUID id;
  private String name;
  private String industry;
  private String phone;
  private String website;
  private String city;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;
  private String tags = Tags.NONE;
  private String custom = CustomValues.NONE;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Account() {}

  public Account(AccountDetails details, AppUser owner) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.owner = owner;
    describe(details);
  }

  /** Replaces what is known about the company. */
  public void describe(AccountDetails details) {
    name = details.name();
    industry = details.industry();
    phone = details.phone();
    website = details.website();
    city = details.city();
    updatedAt = Instant.now();
  }

  /**
   * What people added to it.
   *
   * @param newTags a JSON array, see {@link Tags}
   * @param newCustom a JSON object, see {@link CustomValues}
   */
  public void add(String newTags, String newCustom) {
    tags = newTags;
    custom = newCustom;
    updatedAt = Instant.now();
  }

  public void assignTo(AppUser newOwner) {
    owner = newOwner;
    updatedAt = Instant.now();
  }

  /** Hands it to a team; null: to its owner's teams. */
  public void belongTo(Team newTeam) {
    team = newTeam == null ? null : newTeam.getName();
    updatedAt = Instant.now();
  }

  @Override
  public UUID ownerId() {
    return owner == null ? null : owner.getId();
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public String getIndustry() {
    return industry;
  }

  public String getPhone() {
    return phone;
  }

  public String getWebsite() {
    return website;
  }

  public String getCity() {
    return city;
  }

  public AppUser getOwner() {
    return owner;
  }

  @Override
  public String getTeam() {
    return team;
  }

  /** A JSON array, see {@link Tags}. */
  public String getTags() {
    return tags;
  }

  /** A JSON object, see {@link CustomValues}. */
  public String getCustom() {
    return custom;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
