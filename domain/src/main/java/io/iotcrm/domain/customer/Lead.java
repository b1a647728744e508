package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Team;
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

/** Somebody who may become a customer. Once converted it stays as it was, as the trace. */
@Entity
@Table(name = "lead")
public class Lead implements Owned {
  private static final int MAX_REASON = 500;

  @Id private UUID id;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String company;

  @Column(name = "job_title")
  private String jobTitle;

  private String email;
  private String phone;
  private String website;
  private String city;

  @Enumerated(EnumType.STRING)
  private LeadSource source;

  @Enumerated(EnumType.STRING)
  private LeadStatus status = LeadStatus.NEW;

  private int score;
  private String note;

  @Column(name = "lost_reason")
  private String lostReason;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;
  private String tags = Tags.NONE;
  private String custom = CustomValues.NONE;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "contact_id")
  private UUID contactId;

  @Column(name = "deal_id")
  private UUID dealId;

  @Column(name = "converted_at")
  private Instant convertedAt;

  @Column(name = "converted_by")
  private String convertedBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Lead() {}

  public Lead(LeadDetails details, AppUser owner) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.owner = owner;
    describe(details);
  }

  /**
   * Replaces what is known about it.
   *
   * @throws IllegalStateException it is a customer already
   */
  public final void describe(LeadDetails details) {
    requireUnconverted();
    firstName = details.firstName();
    lastName = details.lastName();
    company = details.company();
    jobTitle = details.jobTitle();
    email = details.email();
    phone = details.phone();
    website = details.website();
    city = details.city();
    source = details.source();
    note = details.note();
    changed();
  }

  /**
   * Moves it on, or back.
   *
   * @param reason why it is given up; required for DISQUALIFIED, and forgotten otherwise
   * @throws IllegalStateException it is a customer already
   * @throws IllegalArgumentException for CONVERTED, which is a conversion's work, or without reason
   */
  public void moveTo(LeadStatus next, String reason) {
    requireUnconverted();
    if (next == LeadStatus.CONVERTED) {
      throw new IllegalArgumentException("becomes CONVERTED by a conversion only");
    }
    boolean lost = next == LeadStatus.DISQUALIFIED;
    if (lost && (reason == null || reason.isBlank() || reason.length() > MAX_REASON)) {
      throw new IllegalArgumentException(
          "a lead that is given up needs a reason of 1 to " + MAX_REASON + " characters");
    }
    status = next;
    lostReason = lost ? reason.strip() : null;
    changed();
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

  /**
   * It has become a customer.
   *
   * @param deal null: none was opened
   * @throws IllegalStateException it was converted or given up before
   */
  public void becameCustomer(UUID account, UUID contact, UUID deal, String by, Instant at) {
    requireUnconverted();
    if (status == LeadStatus.DISQUALIFIED) {
      throw new IllegalStateException("was given up: " + lostReason);
    }
    status = LeadStatus.CONVERTED;
    accountId = account;
    contactId = contact;
    dealId = deal;
    convertedBy = by;
    convertedAt = at;
    changed();
  }

  private void requireUnconverted() {
    if (status == LeadStatus.CONVERTED) {
      throw new IllegalStateException("was converted by " + convertedBy + " at " + convertedAt);
    }
  }

  private void changed() {
    score = LeadScore.of(getDetails(), status);
    updatedAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  /** First and last name, or the company where no person is named. */
  public String getName() {
    String person = (firstName + " " + lastName).strip();
    return person.isEmpty() ? company : person;
  }

  public LeadDetails getDetails() {
    return new LeadDetails(
        firstName, lastName, company, jobTitle, email, phone, website, city, source, note);
  }

  public LeadStatus getStatus() {
    return status;
  }

  public int getScore() {
    return score;
  }

  public String getLostReason() {
    return lostReason;
  }

  public AppUser getOwner() {
    return owner;
  }

  @Override
  public String getTeam() {
    return team;
  }

  public UUID getAccountId() {
    return accountId;
  }

  public UUID getContactId() {
    return contactId;
  }

  public UUID getDealId() {
    return dealId;
  }

  public Instant getConvertedAt() {
    return convertedAt;
  }

  public String getConvertedBy() {
    return convertedBy;
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
