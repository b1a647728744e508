package io.iotcrm.domain.sales;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** Something that an account may buy. */
@Entity
@Table(name = "deal")
public class Deal implements Owned {
  @Id private UUID id;
  private String name;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private Account account;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "contact_id")
  private Contact contact;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "alarm_id")
  private UUID alarmId;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "stage_id")
  private Stage stage;

  @Column(name = "stage_since")
  private Instant stageSince;

  private String source;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "lost_reason_id")
  private LossReason lostReason;

  private String competitor;

  @Column(name = "lost_note")
  private String lostNote;

  private BigDecimal amount;
  private String currency;

  @Column(name = "close_on")
  private LocalDate closeOn;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "closed_at")
  private Instant closedAt;

  @Version private long version;

  protected Deal() {}

  /**
   * @param account whose deal it is
   * @param owner who works on it; null: the account's owner
   * @param stage where it begins
   */
  public Deal(String name, Account account, Contact contact, AppUser owner, Stage stage) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    this.stage = stage;
    this.stageSince = createdAt;
    this.owner = owner == null && account != null ? account.getOwner() : owner;
    describe(name, account, contact);
  }

  public final void describe(String newName, Account newAccount, Contact newContact) {
    if (newName == null || newName.isBlank() || newName.length() > 300) {
      throw new IllegalArgumentException("a deal's name must have 1 to 300 characters");
    }
    if (newAccount == null) {
      throw new IllegalArgumentException("a deal needs an account");
    }
    name = newName;
    account = newAccount;
    contact = newContact;
    updatedAt = Instant.now();
  }

  /**
   * What it is worth: both, or neither.
   *
   * @param newCurrency ISO 4217
   */
  public void worth(BigDecimal newAmount, String newCurrency) {
    if ((newAmount == null) != (newCurrency == null)) {
      throw new IllegalArgumentException("an amount and a currency belong together");
    }
    if (newAmount != null) {
      if (newAmount.signum() < 0
          || newAmount.compareTo(new BigDecimal("999999999.99")) > 0
          || newAmount.stripTrailingZeros().scale() > 2) {
        throw new IllegalArgumentException(
            "an amount must be 0 to 999,999,999.99 with at most two decimals");
      }
      Currency.getInstance(newCurrency);
    }
    amount = newAmount;
    currency = newCurrency;
    updatedAt = Instant.now();
  }

  /**
   * When it is expected to be won or lost.
   *
   * @param day null: nobody knows
   */
  public void expect(LocalDate day) {
    if (day != null && (day.getYear() < 2000 || day.getYear() > 2100)) {
      throw new IllegalArgumentException("a deal's close date must be in the years 2000 to 2100");
    }
    closeOn = day;
    updatedAt = Instant.now();
  }

  /**
   * It is older than this record of it: it was opened in another system.
   *
   * @param at when, before now
   * @param key the same key makes the same deal once
   */
  public void openedBefore(Instant at, String key) {
    if (at.isAfter(Instant.now())) {
      throw new IllegalArgumentException("a deal of the past cannot begin in the future");
    }
    createdAt = at;
    stageSince = at;
    idempotencyKey = key;
  }

  /** Ties it to what a device reported; the same key makes the same deal once. */
  public void openedBy(UUID newAlarmId, String newDeviceId, String key) {
    alarmId = newAlarmId;
    deviceId = newDeviceId;
    idempotencyKey = key;
  }

  /**
   * Where it came from.
   *
   * @param newSource e.g. device, referral, web; null: nobody knows
   */
  public void comesFrom(String newSource) {
    if (newSource != null && newSource.length() > 60) {
      throw new IllegalArgumentException("a deal's source must have at most 60 characters");
    }
    source = newSource == null || newSource.isBlank() ? null : newSource.strip();
    updatedAt = Instant.now();
  }

  /**
   * Comes to another stage that is open or for won.
   *
   * @return whether it was in another one
   */
  public boolean moveTo(Stage next, Instant at) {
    if (next.getKind() == StageKind.LOST && stage.getKind() != StageKind.LOST) {
      throw new IllegalArgumentException("a deal that is lost needs a reason");
    }
    return enter(next, at);
  }

  /**
   * Comes to a stage for lost.
   *
   * @param reason why; needed
   * @param newCompetitor to whom; may be null
   * @param note may be null
   * @return whether it was in another stage
   */
  public boolean lose(
      Stage next, LossReason reason, String newCompetitor, String note, Instant at) {
    if (next.getKind() != StageKind.LOST) {
      throw new IllegalArgumentException(next.getName() + " is not a stage for lost deals");
    }
    if (reason == null) {
      throw new IllegalArgumentException("a deal that is lost needs a reason");
    }
    if (newCompetitor != null && newCompetitor.length() > 200
        || note != null && note.length() > 2000) {
      throw new IllegalArgumentException(
          "a competitor must have at most 200 characters, a note at most 2,000");
    }
    lostReason = reason;
    competitor = newCompetitor == null || newCompetitor.isBlank() ? null : newCompetitor.strip();
    lostNote = note == null || note.isBlank() ? null : note.strip();
    updatedAt = at;
    return enter(next, at);
  }

  /** Goes back to where it was, as if it had never left. */
  public void putBack(Stage before, Instant since) {
    stage = before;
    stageSince = since;
    closedAt = before.getKind().isClosed() ? since : null;
    updatedAt = Instant.now();
  }

  private boolean enter(Stage next, Instant at) {
    if (next.getId().equals(stage.getId())) {
      return false;
    }
    if (next.isRetired()) {
      throw new IllegalArgumentException("the stage " + next.getName() + " is retired");
    }
    if (!next.getKind().isClosed()) {
      closedAt = null;
    } else if (next.getKind() != stage.getKind() || closedAt == null) {
      closedAt = at;
    }
    stage = next;
    stageSince = at;
    updatedAt = at;
    return true;
  }

  public void assignTo(AppUser user) {
    owner = user;
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

  @Override
  public String getTeam() {
    return team;
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public Account getAccount() {
    return account;
  }

  public Contact getContact() {
    return contact;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public UUID getAlarmId() {
    return alarmId;
  }

  public Stage getStage() {
    return stage;
  }

  public Instant getStageSince() {
    return stageSince;
  }

  public String getSource() {
    return source;
  }

  /** Why it was lost; null for a deal that is not lost now. */
  public LossReason getLostReason() {
    return stage.getKind() == StageKind.LOST ? lostReason : null;
  }

  public String getCompetitor() {
    return stage.getKind() == StageKind.LOST ? competitor : null;
  }

  public String getLostNote() {
    return stage.getKind() == StageKind.LOST ? lostNote : null;
  }

  public BigDecimal getAmount() {
    return amount;
  }

  public String getCurrency() {
    return currency;
  }

  public LocalDate getCloseOn() {
    return closeOn;
  }

  public AppUser getOwner() {
    return owner;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public Instant getClosedAt() {
    return closedAt;
  }

  public long getVersion() {
    return version;
  }
}
