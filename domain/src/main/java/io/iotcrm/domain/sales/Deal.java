package io.iotcrm.domain.sales;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
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

  @Enumerated(EnumType.STRING)
  private DealStage stage = DealStage.NEW;

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
   */
  public Deal(String name, Account account, Contact contact, AppUser owner) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
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

  /** Ties it to what a device reported; the same key makes the same deal once. */
  public void openedBy(UUID newAlarmId, String newDeviceId, String key) {
    alarmId = newAlarmId;
    deviceId = newDeviceId;
    idempotencyKey = key;
  }

  public void moveTo(DealStage next) {
    if (next == stage) {
      return;
    }
    stage = next;
    updatedAt = Instant.now();
    closedAt = next.isClosed() ? updatedAt : null;
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

  public DealStage getStage() {
    return stage;
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
