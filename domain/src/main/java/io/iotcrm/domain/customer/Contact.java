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

/** A person: a customer, or someone who works for an account. */
@Entity
@Table(name = "contact")
public class Contact implements Owned {
  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private Account account;

  @Column(name = "external_id")
  private String externalId;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String email;
  private String phone;
  private String tier;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;
  private String tags = Tags.NONE;
  private String custom = CustomValues.NONE;

  @Column(name = "profiling_consent")
  private boolean profilingConsent;

  @Column(name = "marketing_consent")
  private boolean marketingConsent;

  @Column(name = "sharing_consent")
  private boolean sharingConsent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Contact() {}

  public Contact(ContactDetails details, Account account, AppUser owner) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.account = account;
    this.owner = owner;
    describe(details);
  }

  /** Replaces what is known about the person. */
  public void describe(ContactDetails details) {
    externalId = details.externalId();
    firstName = details.firstName();
    lastName = details.lastName();
    email = details.email();
    phone = details.phone();
    tier = details.tier();
    updatedAt = Instant.now();
  }

  public void decide(Consents consents) {
    profilingConsent = consents.profiling();
    marketingConsent = consents.marketing();
    sharingConsent = consents.sharing();
    updatedAt = Instant.now();
  }

  public void joinAccount(Account newAccount) {
    account = newAccount;
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

  public Account getAccount() {
    return account;
  }

  public String getExternalId() {
    return externalId;
  }

  public String getFirstName() {
    return firstName;
  }

  public String getLastName() {
    return lastName;
  }

  /** First and last name as they are written in a list. */
  public String getName() {
    return (firstName + " " + lastName).strip();
  }

  public String getEmail() {
    return email;
  }

  public String getPhone() {
    return phone;
  }

  public String getTier() {
    return tier;
  }

  public AppUser getOwner() {
    return owner;
  }

  @Override
  public String getTeam() {
    return team;
  }

  public Consents getConsents() {
    return new Consents(profilingConsent, marketingConsent, sharingConsent);
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
